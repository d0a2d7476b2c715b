package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.forecasting.evaluation.GeneratedSet;
import io.millrace.forecasting.evaluation.OpenSet;
import io.millrace.forecasting.evaluation.OpenSetEvaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The default method on the open sets, from four origins, beside the best peer of every cell.
public final class ForecastBenchmark implements Benchmark {
    private static final long SEED = 1;

    private final Path data;
    private final int origins;
    private final Consumer<String> progress;

    /// Reads the sets from a folder and forecasts them from so many origins; `progress` hears a line for each.
    public ForecastBenchmark(Path data, int origins, Consumer<String> progress) {
        this.data = data;
        this.origins = origins;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String description() {
        return "forecasts of four open data sets, beside the best that other tools reached (--data FOLDER, --last)";
    }

    @Override
    public Report run(Effort effort) {
        try {
            return effort == Effort.QUICK ? generated() : openSets();
        } catch (IOException broken) {
            throw new UncheckedIOException("The forecasts cannot be measured: " + broken.getMessage(), broken);
        }
    }

    private Report openSets() throws IOException {
        for (OpenSet set : OpenSet.all()) {
            if (!Files.isReadable(data.resolve(set.file()))) {
                throw new MissingDataException("There is no " + set.file() + " in "
                        + data.toAbsolutePath().normalize()
                        + ". Say where the open sets are with --data FOLDER or MILLRACE_DATA.");
            }
        }
        return report(new OpenSetEvaluation(data, SEED, progress).figures(OpenSet.all(), origins));
    }

    private Report generated() throws IOException {
        Path folder = Files.createTempDirectory("millrace-forecast");
        try {
            OpenSet set = GeneratedSet.write(folder, SEED);
            return report(new OpenSetEvaluation(folder, SEED, progress).figures(List.of(set), 2));
        } finally {
            deleteAll(folder);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Report report(Map<String, Double> figures) {
        Report report = new Report(name())
                .line("Origins are a horizon apart; figures without _4 are of the last, held out until now.");
        figures.forEach((key, value) -> report.figure(key, value, unit(key)));
        return report;
    }

    private static String unit(String key) {
        return key.endsWith("per_1000") ? "s" : key.endsWith("micros") ? "µs" : key.endsWith("smape") ? "%" : "";
    }
}
