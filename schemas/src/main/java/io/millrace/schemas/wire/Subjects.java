package io.millrace.schemas.wire;

/// The names schemas are registered under.
public final class Subjects {
    private Subjects() {}

    /// The subject of a topic's values.
    public static String ofValue(String topic) {
        return topic + "-value";
    }
}
