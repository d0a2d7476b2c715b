package io.millrace.topology.catalog.rules;

/// Why a command on the catalogue is rejected, in order of precedence: of several reasons the first is given. What is
/// wrong with fields is told in full, whatever the reason.
public enum Reason {
    /// The bytes are no command: garbage, or a schema the registry does not know.
    UNREADABLE,
    /// The record's key is missing, or is not the tenant and id of what the command is about.
    WRONG_KEY,
    /// The record stands in a partition its tenant does not live in.
    WRONG_PARTITION,
    /// Another command came before under the same identity.
    CONFLICT,
    /// The catalogue has no such tenant: its own record comes first.
    UNKNOWN_TENANT,
    /// The record is not of the version that the command expects.
    VERSION_CONFLICT,
    /// There is nothing to remove.
    NOT_FOUND,
    /// A field says what can't be.
    INVALID,
    /// An attribute is not what the tenant's schema wants.
    INVALID_ATTRIBUTE,
    /// It refers to a record that does not exist.
    UNKNOWN_REFERENCE,
    /// A code belongs to another item.
    CODE_TAKEN,
    /// A kit would be inside itself, or a location would supply itself.
    CIRCULAR,
    /// Other records refer to what should go, or need it as it is.
    STILL_REFERRED_TO,
    /// The tenant has as many records of the kind as its limit allows.
    LIMIT_REACHED
}
