package io.millrace.domain.stock;

/// What was noticed while an event was posted.
public enum Flag {
    /// It came long after it happened.
    LATE,
    /// The catalogue does not know the item.
    UNLISTED_ITEM,
    /// The books say less than nothing is free.
    BELOW_ZERO,
    /// A count had already seen its effect.
    ABSORBED_BY_COUNT,
    /// The count is too old to be booked: somebody has to count again.
    RECOUNT,
    /// The quantity could not be turned into the item's own unit, and was taken as it stands.
    UNIT_UNKNOWN
}
