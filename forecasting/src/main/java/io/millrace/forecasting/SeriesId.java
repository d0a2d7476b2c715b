package io.millrace.forecasting;

/// The name of a series: a key of ours, or whatever a data team calls theirs.
public record SeriesId(String value) implements Comparable<SeriesId> {
    public SeriesId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A series needs a name; give it one in the column series_id");
        }
    }

    @Override
    public int compareTo(SeriesId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
