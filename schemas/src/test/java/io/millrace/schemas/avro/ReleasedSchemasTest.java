package io.millrace.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract as it was ever given out lies in `src/released/<topic>/<version>.avsc`; this holds today's against it.
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/released");
    private static final boolean UPDATE = Boolean.getBoolean("schemas.update");

    static List<Topic<?, ?>> topics() {
        return Topics.shared();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldBeTheNewestVersionThatWasGivenOut(Topic<?, ?> topic) throws IOException {
        Schema current = topic.value().schema();
        List<Schema> released = released(topic);
        if (UPDATE && (released.isEmpty() || !released.getLast().equals(current))) {
            Path file = folder(topic).resolve(released.size() + 1 + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", current) + "\n");
            released = released(topic);
        }

        assertThat(released)
                .as(
                        "The schema of %s differs from the one that was given out. If that is meant, run"
                                + " mvn -pl schemas -am test -Dschemas.update=true and commit the new version",
                        topic.name())
                .last()
                .isEqualTo(current);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldReadWhatEveryVersionWrote(Topic<?, ?> topic) throws IOException, SchemaValidationException {
        Schema current = topic.value().schema();
        List<Schema> newestFirst = new ArrayList<>(released(topic)).reversed();

        new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(current, newestFirst);
        assertThat(newestFirst)
                .allSatisfy(older ->
                        assertThat(SchemaLayout.meaningConflict(older, current)).isEmpty());
    }

    private static List<Schema> released(Topic<?, ?> topic) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; Files.exists(folder(topic).resolve(version + ".avsc")); version++) {
            versions.add(
                    new Schema.Parser().parse(Files.readString(folder(topic).resolve(version + ".avsc"))));
        }
        return versions;
    }

    private static Path folder(Topic<?, ?> topic) {
        return RELEASED.resolve(topic.name());
    }
}
