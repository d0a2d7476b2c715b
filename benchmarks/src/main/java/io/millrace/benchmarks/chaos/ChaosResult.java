package io.millrace.benchmarks.chaos;

import java.util.Locale;

/// What was found after everything had recovered.
///
/// @param events different events that were sent
/// @param records records that were sent, repeats among them
/// @param lost events that are not in the journal, or have no outcome
/// @param doubled events that are in the journal more than once
/// @param drift positions that are not what they must be
/// @param silenceSeconds the longest time in which a partition under load gave no answer
public record ChaosResult(
        ChaosPlan plan, int events, int records, long lost, long doubled, long drift, double silenceSeconds) {
    public boolean isClean() {
        return lost == 0 && doubled == 0 && drift == 0;
    }

    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"chaos\":\"ledger\",\"kills\":%d,\"nodes\":%d,\"kill_broker\":%b,\"seed\":%d,\"events\":%d,\"records\":%d,\"lost\":%d,"
                        + "\"doubled\":%d,\"drift\":%d,\"longest_gap_s\":%.1f}",
                plan.kills(),
                plan.nodes(),
                plan.killBroker(),
                plan.seed(),
                events,
                records,
                lost,
                doubled,
                drift,
                silenceSeconds);
    }
}
