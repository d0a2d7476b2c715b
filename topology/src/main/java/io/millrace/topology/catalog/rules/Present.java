package io.millrace.topology.catalog.rules;

import io.millrace.topology.catalog.rules.RecordKind.Typed;
import org.jspecify.annotations.Nullable;

/// What there is of the record that a command is about.
///
/// @param record as it is now, if it is there
/// @param version of its last change, be it that it went; 0 if there never was one
public record Present(@Nullable Typed<?> record, long version) {
    public static final Present NEVER = new Present(null, 0);

    @Nullable
    Long versionIfThere() {
        return record == null ? null : version;
    }
}
