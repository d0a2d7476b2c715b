package io.millrace.embedded;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.wire.Subjects;
import java.util.List;

/// Sees that topics are there, with the schemas of their records.
record Provision(TopicAdmin admin, SchemaRegistry registry, String prefix) {
    /// Creates what is missing of these topics, checks the others, and registers what their records are.
    void ensure(List<Topic<?, ?>> wanted) {
        admin.ensure(wanted);
        wanted.forEach(topic -> registry.register(
                Subjects.ofValue(prefix + topic.name()), topic.value().schema()));
    }
}
