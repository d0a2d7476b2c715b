package io.millrace.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;

/// A process that starts the platform and writes until it is killed, saying what was acknowledged. Run by
/// [PlatformCrashIT] in a JVM of its own; its standard output is the protocol between them.
public final class CrashingWriter {
    static final String TOPIC = "written";
    static final String STARTED = "started";

    private CrashingWriter() {}

    public static void main(String[] arguments) throws Exception {
        String run = arguments[1];
        EmbeddedPlatform platform = EmbeddedPlatform.start(TestPlatform.options(Path.of(arguments[0])));
        say(STARTED);
        createTopic(platform);
        TestPlatform.execute(platform.postgres(), "CREATE TABLE IF NOT EXISTS written (what text)");
        Thread.ofPlatform().start(() -> writeRows(platform, run));
        writeRecords(platform, run);
    }

    private static void createTopic(EmbeddedPlatform platform) throws InterruptedException {
        try {
            TestTopics.create(platform.broker(), TOPIC);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void writeRecords(EmbeddedPlatform platform, String run) {
        try (KafkaProducer<String, String> producer = TestTopics.producer(platform.broker())) {
            for (long number = 0; true; number++) {
                String value = run + "-" + number;
                var _ = producer.send(new ProducerRecord<>(TOPIC, value), (_, failure) -> {
                    if (failure == null) {
                        say("record " + value);
                    }
                });
            }
        }
    }

    private static void writeRows(EmbeddedPlatform platform, String run) {
        EmbeddedPostgres postgres = platform.postgres();
        try (Connection connection = TestPlatform.connect(postgres, postgres.ownerCredentials());
                PreparedStatement insert = connection.prepareStatement("INSERT INTO written VALUES (?)")) {
            for (long number = 0; true; number++) {
                insert.setString(1, run + "-" + number);
                insert.executeUpdate();
                say("row " + run + "-" + number);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
