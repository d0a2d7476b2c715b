package io.millrace.ledger.tenants;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.security.Ground;
import io.millrace.ledger.security.Step;
import io.millrace.ledger.security.TenantPlan;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.topics.WrongTopicsException;
import io.millrace.schemas.wire.Subjects;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topics that a tenant's own systems write, with the schemas of their records. Intake finds them by their names.
///
/// @param prefix of this installation's topics
public record TenantTopics(TopicAdmin admin, SchemaRegistry registry, String prefix) implements Ground {
    private static final Logger LOG = LoggerFactory.getLogger(TenantTopics.class);

    @Override
    public Step prepare(TenantPlan plan) {
        List<Topic<?, ?>> wanted = Topics.ofTenant(plan.id());
        try {
            Set<String> created = admin.ensure(wanted);
            wanted.forEach(topic -> registry.register(
                    Subjects.ofValue(prefix + topic.name()), topic.value().schema()));
            String names = String.join(
                    ", ", wanted.stream().map(topic -> prefix + topic.name()).toList());
            return new Step("topics", created.isEmpty() ? Step.Result.THERE : Step.Result.DONE, names);
        } catch (WrongTopicsException wrong) {
            throw new ProblemException(Problem.of(ProblemType.CONFLICT, wrong.getMessage()));
        } catch (KafkaException | SchemaRegistryException away) {
            LOG.warn("The topics of {} can't be made", plan.id(), away);
            throw new ProblemException(Problem.of(
                    ProblemType.UNAVAILABLE,
                    "The tenant's topics could not be made: " + away.getMessage()
                            + " Repeat the call when that is mended; what is done already stays."));
        }
    }
}
