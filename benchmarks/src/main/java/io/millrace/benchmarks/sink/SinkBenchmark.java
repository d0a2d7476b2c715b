package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.history.sink.HistorySink;
import java.sql.SQLException;

/// History into PostgreSQL beside a bare upsert of the same rows; how soon rows are there; how long a rebuild takes;
/// and lists over a million positions.
public final class SinkBenchmark implements Benchmark {
    private static final int ROWS_PER_SALE = 2 * SaleJournal.LINES;
    private static final int NIGHTS = 3;
    private static final double REBUILT_ROWS = 10e6;

    /// @param sales of each round beside the bare upsert
    /// @param rounds of both
    /// @param rebuilt sales of the rebuild, after which its time for ten million rows is reckoned
    /// @param pacedSeconds how long rows are watched at half load
    /// @param positions that are listed
    /// @param listRounds how often each list is asked for
    /// @param series that are forecast each night
    private record Plan(
            int sales, int rounds, int rebuilt, int pacedSeconds, int positions, int listRounds, int series) {
        static Plan of(Effort effort) {
            return switch (effort) {
                case FULL -> new Plan(20_000, 3, 200_000, 15, 1_000_000, 100, 30_000);
                case QUICK -> new Plan(500, 1, 1_000, 1, 5_000, 2, 500);
            };
        }
    }

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String description() {
        return "History into PostgreSQL beside a bare upsert of the same rows, how soon it is there, and lists";
    }

    @Override
    public Report run(Effort effort) {
        Plan plan = Plan.of(effort);
        Report report = new Report(name())
                .line("One process of two cores with broker, database and sink; sales of five lines, each with a row"
                        + " of the journal and a position per line:");
        try (SinkScene scene = new SinkScene()) {
            double rate = besideBare(scene, plan, report);
            soon(scene, plan, rate, report);
            rebuild(scene, plan, report);
            forecasts(scene, plan, report);
            Latencies lists = PositionLists.measure(scene, plan.positions(), plan.listRounds());
            return report.line("Ten kinds of lists of 100 over " + plan.positions() + " positions, over HTTP:")
                    .figure("list_p50_ms", lists.percentileMillis(0.5), "ms")
                    .figure("list_p99_ms", lists.percentileMillis(0.99), "ms");
        } catch (SQLException failed) {
            throw new IllegalStateException("the database failed", failed);
        }
    }

    /// Answers how many sales are written a second.
    private static double besideBare(SinkScene scene, Plan plan, Report report) throws SQLException {
        scene.send(plan.sales());
        double rows = (double) plan.sales() * ROWS_PER_SALE;
        Samples ours = new Samples();
        Samples bare = new Samples();
        try (Database tables = scene.bare()) {
            BareUpsert upsert = new BareUpsert(scene, tables);
            report.line("(one round unmeasured: " + Math.round(rows / scene.rebuildSeconds()) + " and "
                    + Math.round(rows / upsert.seconds()) + " rows/s)");
            for (int round = 0; round < plan.rounds(); round++) {
                ours.add(rows / scene.rebuildSeconds());
                bare.add(rows / upsert.seconds());
            }
        }
        report.figure("sink_rows_per_s", ours, "rows/s")
                .figure("bare_rows_per_s", bare, "rows/s")
                .figure("ratio_vs_bare_upsert", ours.over(bare), "x");
        return ours.median() / ROWS_PER_SALE;
    }

    private static void soon(SinkScene scene, Plan plan, double rate, Report report) throws SQLException {
        int perSecond = Math.max(1, (int) (rate / 2));
        try (HistorySink sink = scene.sink()) {
            Latencies latencies = RowWatch.paced(scene, perSecond, perSecond * plan.pacedSeconds());
            report.line("At half that load, " + perSecond + " sales/s, until anybody else sees the rows ("
                            + sink.status().state() + "):")
                    .figure("event_to_row_p50_ms", latencies.percentileMillis(0.5), "ms")
                    .figure("event_to_row_p99_ms", latencies.percentileMillis(0.99), "ms");
        }
    }

    private static void forecasts(SinkScene scene, Plan plan, Report report) throws SQLException {
        double rows = (double) NIGHTS * plan.series() * (1 + ForecastNight.METHODS.size());
        double seconds = scene.forecastSeconds(NIGHTS, plan.series());
        Latencies questions = AccuracyQuestions.measure(scene, plan.listRounds());
        report.line(NIGHTS + " nights of " + plan.series()
                        + " forecasts of 28 days, and of each how three methods did on"
                        + " a day; then questions over all of them by item, class, week and horizon:")
                .figure("forecast_rows_per_s", rows / seconds, "rows/s")
                .figure("forecast_bytes", scene.bytesPerRow("forecast"), "bytes")
                .figure("accuracy_bytes", scene.bytesPerRow("forecast_accuracy"), "bytes")
                .figure("accuracy_p50_ms", questions.percentileMillis(0.5), "ms")
                .figure("accuracy_max_ms", questions.percentileMillis(1), "ms");
    }

    private static void rebuild(SinkScene scene, Plan plan, Report report) throws SQLException {
        scene.send(Math.max(0, plan.rebuilt() - scene.sent()));
        double seconds = scene.rebuildSeconds();
        double rows = (double) scene.sent() * SaleJournal.LINES;
        report.line("A rebuild of " + Math.round(rows) + " rows of the journal and as many positions took "
                        + Math.round(seconds) + " s; the figure is reckoned from that, not measured:")
                .figure("rebuild_10m_seconds", seconds * REBUILT_ROWS / rows, "s");
    }
}
