package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.metrics.HierarchicalError;
import io.millrace.forecasting.metrics.HierarchicalError.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The twelve levels of the M5 competition, and the weights its series have in them.
final class M5Hierarchy {
    private static final String FILE = "m5-series.csv";
    private static final int DAYS_OF_VALUE = 28;
    private static final List<List<String>> LEVELS = List.of(
            List.of(),
            List.of("state"),
            List.of("store"),
            List.of("category"),
            List.of("department"),
            List.of("state", "category"),
            List.of("state", "department"),
            List.of("store", "category"),
            List.of("store", "department"),
            List.of("item"),
            List.of("item", "state"),
            List.of("item", "store"));

    private final Map<String, Map<String, String>> attributes;

    private M5Hierarchy(Map<String, Map<String, String>> attributes) {
        this.attributes = attributes;
    }

    /// Reads the list of series in a folder: `series_id,item_id,store_id,dept_id,state_id`.
    static M5Hierarchy read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, Map<String, String>> attributes = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] fields = line.split(",", -1);
            if (fields.length != 5) {
                throw new IllegalArgumentException(
                        "A line of " + file + " has " + fields.length + " fields, not 5: " + line);
            }
            String department = fields[3];
            attributes.put(
                    fields[0],
                    Map.of(
                            "item", fields[1],
                            "store", fields[2],
                            "department", department,
                            "category", department.substring(0, Math.max(0, department.indexOf('_'))),
                            "state", fields[4]));
        }
        return new M5Hierarchy(attributes);
    }

    /// The series with their attributes.
    List<DemandSeries> told(List<DemandSeries> panel) {
        return panel.stream()
                .map(series -> series.withAttributes(attributes.get(series.id().value())))
                .toList();
    }

    double weightedRmsse(Outcome outcome) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < outcome.histories().size(); i++) {
            DemandSeries history = outcome.histories().get(i);
            Forecast forecast = outcome.forecasts().get(i);
            double[] mean = new double[forecast.steps()];
            for (int step = 1; step <= mean.length; step++) {
                mean[step - 1] = forecast.mean(step);
            }
            members.add(new Member(
                    attributes.get(history.id().value()),
                    history.units(),
                    outcome.actuals().get(i),
                    mean,
                    recentValue(history)));
        }
        return HierarchicalError.weightedRmsse(members, LEVELS);
    }

    /// What the last four weeks sold for.
    private static double recentValue(DemandSeries history) {
        double[] prices = history.signal(Signal.PRICE).orElseThrow();
        double value = 0;
        for (int day = Math.max(0, prices.length - DAYS_OF_VALUE); day < prices.length; day++) {
            value += Double.isNaN(prices[day]) ? 0 : prices[day] * history.units(day);
        }
        return value;
    }
}
