package io.millrace.platform.registry;

import java.util.List;

/// One version of one subject, as it stands in the log.
///
/// @param schema the text that identifies it, as Avro writes it
/// @param deleted deleted softly: not listed any more, but its id can still be read
record SchemaVersion(
        String subject, int version, int id, String schema, List<SchemaReference> references, boolean deleted) {
    SchemaVersion {
        if (subject.isEmpty() || version < 1 || id < 1) {
            throw new IllegalArgumentException("a schema needs a subject and a positive version and id, not subject '"
                    + subject + "', version " + version + ", id " + id);
        }
        references = List.copyOf(references);
    }

    SchemaVersion asDeleted() {
        return new SchemaVersion(subject, version, id, schema, references, true);
    }
}
