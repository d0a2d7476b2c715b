package io.millrace.domain.stock;

/// How long the ledger looks back.
///
/// @param lateAfterMicros from what age on an event is flagged as late
/// @param countLateMicros up to what age a count is booked
/// @param identityMicros how long events are recognised by their own identity
/// @param numberMicros how long events are recognised by a till's number
/// @param digestMicros how long a till's number is checked for having been used twice
/// @param correctionMicros how long commands can be corrected
public record LedgerSettings(
        long lateAfterMicros,
        long countLateMicros,
        long identityMicros,
        long numberMicros,
        long digestMicros,
        long correctionMicros) {
    public static final LedgerSettings DEFAULT = new LedgerSettings(
            Times.HOUR_MICROS,
            2 * Times.DAY_MICROS,
            35 * Times.DAY_MICROS,
            400 * Times.DAY_MICROS,
            14 * Times.DAY_MICROS,
            400 * Times.DAY_MICROS);
}
