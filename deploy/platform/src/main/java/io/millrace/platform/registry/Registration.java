package io.millrace.platform.registry;

import java.util.List;

/// What became of the wish to register a schema.
sealed interface Registration {
    /// It is there already; nothing is to be written.
    record Existing(SchemaVersion version) implements Registration {}

    /// It gets this version and id once the record is written.
    record Granted(SchemaVersion version) implements Registration {}

    /// What the older versions wrote could not be read with it.
    record Incompatible(List<String> reasons) implements Registration {}

    /// It is not a schema.
    record Invalid(String why) implements Registration {}
}
