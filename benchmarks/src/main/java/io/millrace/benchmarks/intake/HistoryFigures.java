package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.benchmarks.ledger.Feed;

/// The past of items that a shop brings along: commands of two years each, until their demand days are committed.
final class HistoryFigures implements FigureGroup {
    private final Samples itemDays = new Samples();

    @Override
    public void measure(IntakeScene scene, Report report) {
        ShopRecords shops = new ShopRecords(scene.plan().partitions(), scene.registry());
        int commands = scene.plan().historiesPerRound();
        try (Feed feed = new Feed(scene.cluster().bootstrapServers(), IntakeScene.COMPRESSION);
                LedgerAndDemand applications = LedgerAndDemand.start(scene, feed, shops)) {
            for (int round = 0; round <= scene.plan().historyRounds(); round++) {
                applications.pause();
                shops.histories(round * commands, commands, feed::send);
                feed.flush();
                long started = System.nanoTime();
                applications.resumeLedger();
                applications.resumeDemand();
                applications.awaitLedger();
                applications.awaitDemand();
                if (round > 0) {
                    itemDays.add(commands * ShopRecords.HISTORY_DAYS / IntakeScene.secondsSince(started));
                }
            }
        }
        report.line(commands + " items a round, each with " + ShopRecords.HISTORY_DAYS
                        + " days of history, through the ledger to demand days.")
                .figure("history_item_days_per_s", itemDays, "item-days/s");
    }
}
