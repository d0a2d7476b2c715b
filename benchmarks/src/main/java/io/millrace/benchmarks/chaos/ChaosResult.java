package io.millrace.benchmarks.chaos;

import java.util.Locale;

/// What was found after everything had recovered.
///
/// @param events different events that were sent
/// @param records records that were sent, repeats among them
/// @param lost events that are not in the journal, or have no outcome
/// @param doubled events that are in the journal more than once
/// @param drift positions that are not what they must be
/// @param gapSeconds the longest time in which nothing was journalled
public record ChaosResult(
        int kills, int events, int records, long lost, long doubled, long drift, double gapSeconds, long seed) {
    public boolean isClean() {
        return lost == 0 && doubled == 0 && drift == 0;
    }

    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"chaos\":\"ledger\",\"kills\":%d,\"seed\":%d,\"events\":%d,\"records\":%d,\"lost\":%d,"
                        + "\"doubled\":%d,\"drift\":%d,\"longest_gap_s\":%.1f}",
                kills,
                seed,
                events,
                records,
                lost,
                doubled,
                drift,
                gapSeconds);
    }
}
