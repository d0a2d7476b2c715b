package io.millrace.topology.intake;

/// Why a record is not let in, in order of precedence: of several reasons the first is told.
public enum IntakeReason {
    /// Key, value and headers together are more than an installation takes.
    TOO_LARGE,
    /// There is no key, so nobody knows which location it concerns.
    KEY_MISSING,
    /// The key is not of the form `tenant|location`.
    KEY_MALFORMED,
    /// The key or the event names another tenant than the one whose topic this is.
    FOREIGN_TENANT,
    /// There is no value.
    EMPTY,
    /// The value does not begin with a zero byte and a schema id.
    NOT_FRAMED,
    /// The registry has no schema of this id.
    UNKNOWN_SCHEMA,
    /// The schema is of another record, or of one that cannot be read as the one expected here.
    WRONG_SCHEMA,
    /// The bytes are not what their schema says.
    MALFORMED,
    /// The key names another location than the event.
    KEY_DIFFERS
}
