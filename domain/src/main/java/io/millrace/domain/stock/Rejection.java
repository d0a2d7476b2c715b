package io.millrace.domain.stock;

/// Why an event is not posted, in order of precedence: of several reasons the first is given.
public enum Rejection {
    /// The bytes are no event: garbage, or a schema the registry does not know.
    UNREADABLE,
    /// The record's key is missing, is no lane, or is not the lane the event names.
    WRONG_KEY,
    /// The record stands in a partition its lane does not live in.
    WRONG_PARTITION,
    /// A field of the event says what can't be.
    INVALID,
    /// The catalogue does not know the location. Played again by itself once it does.
    UNKNOWN_LOCATION,
    /// It happened so long ago that a repeat could no longer be recognised.
    TOO_OLD,
    /// Another event came before under the same identity.
    CONFLICT,
    /// What is to be corrected is not what the ledger once posted.
    ORIGINAL_DIFFERS,
    /// What is to be corrected was voided or corrected before.
    ALREADY_CORRECTED,
    /// What is to be corrected is of a kind that can't be, is unknown or no longer kept.
    NOT_CORRECTABLE,
    /// No such count is open.
    COUNT_NOT_OPEN,
    /// A reservation of this name exists.
    RESERVATION_EXISTS,
    /// There is no such reservation, or nothing is left of it.
    RESERVATION_UNKNOWN,
    /// Not enough is free to be set aside.
    INSUFFICIENT_STOCK,
    /// The stock would be more than the contract can carry.
    OVERFLOW
}
