package io.millrace.benchmarks.policy;

import io.millrace.benchmarks.forecast.MissingDataException;
import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.forecasting.frame.SeriesCsv;
import io.millrace.replenishment.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What orders are worth on open data: the stock that reaches a fill rate, beside three usual ways to order and beside
/// somebody who knows the future, and the waste of fresh goods beside an order that is blind to age.
public final class PolicyBenchmark implements Benchmark {
    private static final int LEAST_PERCENT = 85;
    private static final int MOST_PERCENT = 99;
    private static final List<Integer> SHOWN = List.of(85, 90, 95, 98, 99);
    private static final String FRESH = "fresh";
    private static final double[] FRESH_MARGINS = {0.25, 0.5, 1, 2, 4, 8, 16, 40};
    private static final double[] FRESH_LEVELS = {0.2, 0.35, 0.5, 0.65, 0.8, 0.85, 0.9, 0.95, 0.98, 1};

    private final Path data;
    private final Half half;

    /// Reads the open sets from a folder, and plays one half of their items.
    public PolicyBenchmark(Path data, Half half) {
        this.data = data;
        this.half = half;
    }

    @Override
    public String name() {
        return "policy";
    }

    @Override
    public String description() {
        return "stock against fill rate beside usual policies, waste of fresh goods, on open data (--data FOLDER)";
    }

    @Override
    public Report run(Effort effort) {
        Report report = new Report(name())
                .line(
                        "Mean stock in days of demand at a fill rate, each item counting the same; '-' is never reached.");
        if (effort == Effort.QUICK) {
            List<DemandSeries> shop = GeneratedShop.series(1, 16, 200);
            play(report, PolicyCase.of("generated", shop, new PolicyCase.Terms(Timing.of(2, 3), 200, 120, 14, 5, 12)));
            return fresh(report, GeneratedShop.series(2, 4, 90));
        }
        report.line("Every other item of each set, " + half.name().toLowerCase(Locale.ROOT) + " half.");
        List<DemandSeries> retail = read("online-retail-daily.csv.gz");
        play(report, PolicyCase.of("retail", retail, new PolicyCase.Terms(Timing.of(7, 7), 374, 150, 28, 30, 120)));
        List<DemandSeries> stores = read("m5-sample10.csv.gz");
        play(report, PolicyCase.of("stores", stores, new PolicyCase.Terms(Timing.of(2, 3), 565, 365, 28, 10, 60)));
        return fresh(report, freshItems(stores));
    }

    private List<DemandSeries> read(String file) {
        Path path = data.resolve(file);
        if (!Files.isReadable(path)) {
            throw new MissingDataException("There is no " + file + " in "
                    + data.toAbsolutePath().normalize()
                    + ". Say where the open sets are with --data FOLDER or MILLRACE_DATA.");
        }
        try {
            return half.of(SeriesCsv.read(path, Frequency.DAILY, Gaps.ZERO));
        } catch (IOException broken) {
            throw new UncheckedIOException(path + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static void play(Report report, PolicyCase played) {
        Contest contest = Contest.played(played);
        report.line("")
                .line(played.name() + ": " + played.items().size() + " items, lead time "
                        + played.timing().arrivalPeriods() + ", review "
                        + played.timing().protection().length() + " days, "
                        + played.options().warmUp()
                        + " days known before")
                .line(head());
        for (Curve curve : contest.all()) {
            report.line(row(curve));
        }
        report.line(String.format(
                Locale.ROOT,
                "  %-12s%s",
                "clairvoyant",
                SHOWN.stream()
                        .map(percent -> cell(OptionalDouble.of(Clairvoyant.stockDays(played, percent / 100.0))))
                        .reduce("", String::concat)));
        for (Curve.Point point : contest.ours().points()) {
            report.line(String.format(
                    Locale.ROOT,
                    "  asked for %5.1f %%: %5.1f %%, %.2f days",
                    point.setting() * 100,
                    point.fill() * 100,
                    point.amount()));
        }
        contest.figures(report, played, LEAST_PERCENT, MOST_PERCENT);
    }

    private static String head() {
        return String.format(
                Locale.ROOT,
                "  %-12s%s",
                "fill rate",
                SHOWN.stream()
                        .map(percent -> String.format(Locale.ROOT, "%8d %%", percent))
                        .reduce("", String::concat));
    }

    private static String row(Curve curve) {
        return String.format(
                Locale.ROOT,
                "  %-12s%s",
                curve.name(),
                SHOWN.stream()
                        .map(percent -> cell(curve.amountAt(percent / 100.0)))
                        .reduce("", String::concat));
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%10.2f", value.getAsDouble())
                : String.format(Locale.ROOT, "%10s", "-");
    }

    private static List<DemandSeries> freshItems(List<DemandSeries> stores) {
        int days = 180;
        double leastDaily = 4;
        List<DemandSeries> food = stores.stream()
                .filter(series -> series.id().value().startsWith("FOODS") && series.length() >= days)
                .map(series -> PolicyCase.end(series, days))
                .filter(series -> IntStream.range(0, days)
                                .mapToDouble(series::units)
                                .average()
                                .orElse(0)
                        >= leastDaily)
                .toList();
        int count = Math.min(30, food.size());
        return IntStream.range(0, count)
                .mapToObj(i -> food.get(i * food.size() / count))
                .toList();
    }

    private static Report fresh(Report report, List<DemandSeries> items) {
        Curve ours = FreshGame.curve("by age", items, FRESH_MARGINS, FreshGame::byAge);
        Curve blind = FreshGame.curve("age-blind", items, FRESH_LEVELS, FreshGame::ageBlind);
        report.line("")
                .line(FRESH + ": " + items.size() + " items that keep 4 days; waste as a share of demand")
                .line(head())
                .line(row(ours))
                .line(row(blind));
        int below = 0;
        int compared = 0;
        for (int percent = LEAST_PERCENT; percent <= MOST_PERCENT; percent++) {
            OptionalDouble own = ours.amountAt(percent / 100.0);
            OptionalDouble other = blind.amountAt(percent / 100.0);
            if (own.isPresent() && other.isPresent()) {
                compared++;
                below += own.getAsDouble() < other.getAsDouble() ? 1 : 0;
                if (percent % 5 == 0) {
                    report.figure(
                            "fresh_waste_ratio_" + percent, own.getAsDouble() / other.getAsDouble(), "of age-blind");
                }
            }
        }
        return report.figure("fresh_points_below", below, "of " + compared).figure("fresh_points", compared, "");
    }
}
