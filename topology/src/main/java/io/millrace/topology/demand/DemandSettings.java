package io.millrace.topology.demand;

import io.millrace.domain.demand.DayRules;
import java.time.Duration;
import java.util.function.IntPredicate;

/// What an installation decides about its demand.
///
/// @param prefix of the topics' names
/// @param partitions over which lanes are shared out
/// @param rules how long days are waited for
/// @param forgetAfter how long a sealed day is kept for what was recorded in time and comes late from the ledger
/// @param quietAfter after how long without an entry none is taken to wait: of a partition in which nothing happens the
/// consumer does not say so
/// @param isCaughtUp whether a partition's journal has no entries waiting: only then is it as late as the clock says
public record DemandSettings(
        String prefix,
        int partitions,
        DayRules rules,
        Duration forgetAfter,
        Duration quietAfter,
        IntPredicate isCaughtUp) {
    private static final Duration FORGET_AFTER = Duration.ofHours(1);
    private static final Duration QUIET_AFTER = Duration.ofSeconds(10);

    /// The ordinary settings for so many partitions.
    public static DemandSettings of(String prefix, int partitions, IntPredicate isCaughtUp) {
        return new DemandSettings(prefix, partitions, DayRules.DEFAULT, FORGET_AFTER, QUIET_AFTER, isCaughtUp);
    }
}
