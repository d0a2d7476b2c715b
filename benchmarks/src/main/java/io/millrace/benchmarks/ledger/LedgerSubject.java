package io.millrace.benchmarks.ledger;

import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;

/// The ledger that is measured: a streams application over the topics of [io.millrace.schemas.topics.Topics].
@FunctionalInterface
public interface LedgerSubject {
    /// Makes the application without starting it. It must read `SALES` and `STOCK_COMMANDS`, write one record to
    /// `JOURNAL` for every event it posts, with the event's header, and work under the application id it is given.
    KafkaStreams create(Setup setup);

    /// What the application is to run with.
    ///
    /// @param registry where the schemas of its records are
    /// @param topics how its topics are named and laid out; all exist
    /// @param streams its configuration, complete, as the peer has it; what the ledger itself needs may be added
    record Setup(SchemaRegistry registry, TopicSettings topics, Properties streams) {}
}
