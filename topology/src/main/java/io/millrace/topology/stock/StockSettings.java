package io.millrace.topology.stock;

import io.millrace.domain.stock.LedgerSettings;
import java.time.Duration;
import java.util.function.IntPredicate;

/// What an installation decides about its ledger.
///
/// @param prefix of the topics' names
/// @param partitions over which lanes are shared out
/// @param rules how long the rules look back
/// @param proofEvery how often it is checked, and told, that nothing was lost
/// @param silentAfter after how long a till that was heard today is called silent
/// @param isCaughtUp whether a partition has no records waiting: only then may reservations lapse
public record StockSettings(
        String prefix,
        int partitions,
        LedgerSettings rules,
        Duration proofEvery,
        Duration silentAfter,
        IntPredicate isCaughtUp) {
    private static final Duration PROOF_EVERY = Duration.ofSeconds(30);
    private static final Duration SILENT_AFTER = Duration.ofHours(2);

    /// The ordinary settings for so many partitions.
    public static StockSettings of(String prefix, int partitions, IntPredicate isCaughtUp) {
        return new StockSettings(prefix, partitions, LedgerSettings.DEFAULT, PROOF_EVERY, SILENT_AFTER, isCaughtUp);
    }
}
