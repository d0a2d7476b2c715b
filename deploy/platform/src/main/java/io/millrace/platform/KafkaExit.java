package io.millrace.platform;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps Kafka from ending this JVM, as it does when its last log folder fails: the database would be left orphaned,
/// and nobody would hear why.
///
/// Kafka knows one way to exit per process and not which broker asks for it, so all running brokers are told.
final class KafkaExit {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaExit.class);

    // Static because Kafka's own procedures are.
    private static final Set<EmbeddedBroker> RUNNING = ConcurrentHashMap.newKeySet();

    private KafkaExit() {}

    /// From now on, an exit of Kafka's is this broker's failure.
    static void becomesFailureOf(EmbeddedBroker broker) {
        RUNNING.add(broker);
        Exit.setExitProcedure(KafkaExit::refuse);
        Exit.setHaltProcedure(KafkaExit::refuse);
    }

    static void isOverFor(EmbeddedBroker broker) {
        RUNNING.remove(broker);
    }

    /// Kafka expects not to return from here, so its thread ends with an exception.
    private static void refuse(int status, @Nullable String message) {
        PlatformException reason = new PlatformException(
                ("The embedded broker gave up (status %d%s), most often because the disk is full or its data folder "
                                + "can't be written. The log says more. Put that right and restart Millrace; its data "
                                + "is safe up to the last acknowledged record.")
                        .formatted(status, message == null ? "" : ": " + message));
        LOG.error("The broker wants this process to end, which is refused", reason);
        RUNNING.forEach(broker -> broker.broke(reason));
        throw reason;
    }
}
