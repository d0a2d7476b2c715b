package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.ledger.Feed;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.RunningStreams.Status;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.demand.DemandApplication;
import io.millrace.topology.demand.DemandTopology;
import io.millrace.topology.stock.StockApplication;
import io.millrace.topology.stock.StockTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The ledger with demand behind it, in shops that both know; each works when it is told to.
final class LedgerAndDemand implements AutoCloseable {
    private static final int THREADS = 2;
    private static final Duration LEDGER_COMMITS_EVERY = Duration.ofMillis(100);
    private static final Duration DEMAND_COMMITS_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long POLL_NANOS = 5_000_000;

    private final IntakeScene scene;
    private final RunningStreams ledger;
    private final RunningStreams demand;

    private LedgerAndDemand(IntakeScene scene) {
        this.scene = scene;
        int partitions = scene.plan().partitions();
        this.ledger = StockApplication.start(
                streams(scene, "ledger", LEDGER_COMMITS_EVERY), "", partitions, scene.registry());
        this.demand = DemandApplication.start(
                streams(scene, "demand", DEMAND_COMMITS_EVERY), "", partitions, scene.registry());
    }

    /// Starts both, and returns once they run.
    static LedgerAndDemand start(IntakeScene scene, Feed feed, ShopRecords shops) {
        shops.catalogue().forEach(feed::send);
        feed.flush();
        LedgerAndDemand started = new LedgerAndDemand(scene);
        boolean running = false;
        try {
            started.awaitRunning();
            running = true;
            return started;
        } finally {
            if (!running) {
                started.close();
            }
        }
    }

    private static StreamsSettings streams(IntakeScene scene, String name, Duration commitEvery) {
        return new StreamsSettings(
                Map.of("bootstrap.servers", scene.cluster().bootstrapServers()),
                scene.folder("streams-" + name),
                "",
                THREADS,
                0,
                commitEvery);
    }

    private void awaitRunning() {
        long started = System.nanoTime();
        while (!ledger.isRunning() || !demand.isRunning()) {
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "after a minute the ledger is " + ledger.status() + " and demand is " + demand.status());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    void pause() {
        ledger.streams().pause();
        demand.streams().pause();
    }

    void resumeLedger() {
        ledger.streams().resume();
    }

    void resumeDemand() {
        demand.streams().resume();
    }

    /// Returns when the ledger has posted everything that is there.
    void awaitLedger() {
        var ends = scene.cluster().ends(List.of(Topics.SALES.name(), Topics.STOCK_COMMANDS.name()));
        scene.cluster().awaitCommitted(StockTopology.APPLICATION, ends, this::requireHealthy);
    }

    /// Returns when demand has taken in the journal.
    void awaitDemand() {
        var ends = scene.cluster().ends(List.of(Topics.JOURNAL.name()));
        scene.cluster().awaitCommitted(DemandTopology.APPLICATION, ends, this::requireHealthy);
    }

    void requireHealthy() {
        for (RunningStreams application : List.of(ledger, demand)) {
            if (application.status() instanceof Status.Failed(String cause)) {
                throw new IllegalStateException("an application broke: " + cause);
            }
        }
    }

    @Override
    public void close() {
        Stream.of(demand, ledger).forEach(RunningStreams::close);
    }
}
