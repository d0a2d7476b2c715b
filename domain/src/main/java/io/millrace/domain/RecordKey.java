package io.millrace.domain;

/// The key of a record: its parts joined by `|`, which no identifier may contain.
///
/// Each kind has a `parse` that reads back what [#text] gives.
public sealed interface RecordKey permits LaneKey, ItemKey, SourceKey, DayKey, TillDayKey, OrderKey, CatalogKey {
    char SEPARATOR = '|';

    /// The tenant that owns the record.
    TenantId tenant();

    /// The part that decides the partition: records with the same routing text stay together and in order.
    String routing();

    /// The whole key, as it stands on the wire in UTF-8.
    String text();

    /// The parts of a key's text, exactly as many as asked for.
    static String[] split(String text, int parts, String shape) {
        String[] split = text.split("\\|", parts + 1);
        if (split.length != parts) {
            throw new IllegalArgumentException("key '" + text + "' is not of the form " + shape);
        }
        return split;
    }
}
