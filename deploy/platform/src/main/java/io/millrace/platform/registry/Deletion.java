package io.millrace.platform.registry;

import java.util.List;

/// What became of the wish to delete.
sealed interface Deletion {
    /// These versions are deleted once the records are written.
    record Granted(List<Integer> versions, List<LogRecord> records) implements Deletion {}

    record Refused(Reason reason, String detail) implements Deletion {}

    /// In order of precedence.
    enum Reason {
        /// The subject does not exist at all.
        SUBJECT_NOT_FOUND,
        /// The subject has no such version.
        VERSION_NOT_FOUND,
        /// Every version of it is softly deleted already.
        SUBJECT_SOFT_DELETED,
        /// A subject is deleted for good only after it was deleted softly.
        SUBJECT_NOT_SOFT_DELETED,
        /// It is softly deleted already.
        VERSION_SOFT_DELETED,
        /// A version is deleted for good only after it was deleted softly.
        VERSION_NOT_SOFT_DELETED,
        /// Other schemas need it.
        REFERENCED
    }
}
