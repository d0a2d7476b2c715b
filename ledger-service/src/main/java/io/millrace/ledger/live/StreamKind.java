package io.millrace.ledger.live;

import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.util.List;
import java.util.stream.Stream;

/// What can be followed live.
enum StreamKind {
    POSITION("position"),
    ALERT("alert"),
    OUTCOME("outcome");

    private final String word;

    StreamKind(String word) {
        this.word = word;
    }

    /// As it stands in requests and events.
    String word() {
        return word;
    }

    Topic<?, ? extends AvroRoot> topic() {
        return switch (this) {
            case POSITION -> Topics.POSITIONS;
            case ALERT -> Topics.ALERTS;
            case OUTCOME -> Topics.OUTCOMES;
        };
    }

    static List<String> words() {
        return Stream.of(values()).map(StreamKind::word).toList();
    }

    static StreamKind of(String word) {
        return values()[words().indexOf(word)];
    }
}
