package io.millrace.topology.intake;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;

/// How large a record may be so that the topics it goes to take it: a record that is let in and then does not fit would
/// stop everything behind it.
final class RecordLimit {
    private static final int ADDED_BYTES_MAX = 16 * 1024;
    private static final int ANSWER_SECONDS = 30;

    private RecordLimit() {}

    static int of(IntakeSettings settings) {
        List<ConfigResource> asked = Carrier.targets(settings.topics().prefix()).stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (Admin admin = Admin.create(settings.connection())) {
            int smallest = admin.describeConfigs(asked).all().get(ANSWER_SECONDS, TimeUnit.SECONDS).values().stream()
                    .mapToInt(RecordLimit::messageBytesMax)
                    .min()
                    .orElseThrow();
            return Math.min(settings.recordBytesMax(), Math.max(1, smallest - ADDED_BYTES_MAX));
        } catch (ExecutionException failed) {
            throw new KafkaException("the shared topics cannot be asked how large a record may be", failed.getCause());
        } catch (TimeoutException silent) {
            throw new KafkaException(
                    "the broker did not say within " + ANSWER_SECONDS + " s how large a record may be", silent);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private static int messageBytesMax(Config topic) {
        return Integer.parseInt(topic.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }
}
