package io.millrace.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KEYS = List.of("kafka.port", "postgres.port", "schema.registry.url", "data");

    @Test
    void shouldCountLettersThatDiffer() {
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("kafka", "kafka")).isZero();
        assertThat(Suggestion.distance("prot", "port")).isEqualTo(1);
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void shouldFindTheNearestWhenAFewLettersAreWrong() {
        assertThat(Suggestion.nearest("Kafka.Prot", KEYS)).contains("kafka.port");
        assertThat(Suggestion.nearest("dat", KEYS)).contains("data");
        assertThat(Suggestion.nearest("registry.url", KEYS)).contains("schema.registry.url");
    }

    @Test
    void shouldFindNothingWhenNothingIsNear() {
        assertThat(Suggestion.nearest("colour", KEYS)).isEmpty();
        assertThat(Suggestion.nearest("x", KEYS)).isEmpty();
        assertThat(Suggestion.nearest("", KEYS)).isEmpty();
    }
}
