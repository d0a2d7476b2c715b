package io.millrace.cli;

import io.millrace.forecasting.workbench.BacktestReport;
import io.millrace.replenishment.simulation.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// The results of a simulation as one HTML page that needs nothing else, in the style of the backtest's.
final class SimulationReport {
    private static final List<String> COLOURS = List.of("#2563a8", "#c2571a", "#1f7a4d", "#7b3fa0", "#a8842c");
    private static final int BAR = 18;
    private static final int WIDTH = 560;
    private static final int LABELS = 190;

    private SimulationReport() {}

    static String html(SimulationResults results) throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>Simulation</title>\n<style>\n");
        page.append(style()).append("</style>\n</head>\n<body>\n<header><h1>Simulation</h1><p id=\"facts\">");
        results.facts()
                .forEach((name, value) -> page.append("<span>")
                        .append(escaped(name))
                        .append(" <b>")
                        .append(escaped(value))
                        .append("</b></span> "));
        page.append("</p></header>\n<main>\n<section><h2>Results</h2><div class=\"scroll\">");
        table(page, results);
        page.append("</div></section>\n<div class=\"pair\">");
        bars(page, "Fill rate", results, result -> result.tally().fillRate(), true);
        bars(page, "Cycle service", results, result -> result.tally().cycleService(), true);
        page.append("</div>\n<div class=\"pair\">");
        bars(page, "Stock value", results, Trial.Result::stockValue, false);
        bars(page, "Units lost", results, Trial.Result::unitsLost, false);
        return page.append("</div>\n</main>\n</body>\n</html>\n").toString();
    }

    private static String style() throws IOException {
        try (InputStream css =
                Objects.requireNonNull(BacktestReport.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void table(StringBuilder page, SimulationResults results) {
        page.append("<table><tr>");
        for (String name : List.of(
                "Policy",
                "Class",
                "Items",
                "Cycle service",
                "asked",
                "Fill rate",
                "asked",
                "Stock value",
                "Turns",
                "Orders",
                "Units lost")) {
            page.append("<th>").append(name).append("</th>");
        }
        page.append("</tr>\n");
        results.byPolicy()
                .forEach((policy, classes) -> classes.forEach((name, result) -> {
                    page.append("<tr>");
                    for (String cell : List.of(
                            escaped(policy),
                            name,
                            String.valueOf(result.items()),
                            SimulationResults.percent(result.tally().cycleService()),
                            SimulationResults.percent(result.askedCycleService()),
                            SimulationResults.percent(result.tally().fillRate()),
                            SimulationResults.percent(result.askedFillRate()),
                            String.format(Locale.ROOT, "%,.2f", result.stockValue()),
                            String.format(Locale.ROOT, "%.1f", result.tally().turns(results.periodsPerYear())),
                            String.format(Locale.ROOT, "%,d", result.tally().orders()),
                            String.format(Locale.ROOT, "%,.0f", result.unitsLost()))) {
                        page.append("<td>").append(cell).append("</td>");
                    }
                    page.append("</tr>\n");
                }));
        page.append("</table>");
    }

    private static void bars(
            StringBuilder page,
            String title,
            SimulationResults results,
            ToDoubleFunction<Trial.Result> measure,
            boolean share) {
        int rows = results.byPolicy().values().stream().mapToInt(Map::size).sum();
        double most = share
                ? 1
                : results.byPolicy().values().stream()
                        .flatMap(classes -> classes.values().stream())
                        .mapToDouble(measure)
                        .max()
                        .orElse(1);
        page.append(String.format(
                Locale.ROOT,
                "<section><h2>%s</h2><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                title,
                WIDTH,
                rows * BAR + 4,
                title));
        int row = 0;
        int policyNumber = 0;
        for (Map.Entry<String, Map<String, Trial.Result>> policy :
                results.byPolicy().entrySet()) {
            String colour = COLOURS.get(policyNumber++ % COLOURS.size());
            for (Map.Entry<String, Trial.Result> entry : policy.getValue().entrySet()) {
                double value = measure.applyAsDouble(entry.getValue());
                double length = most > 0 ? (WIDTH - LABELS - 80) * value / most : 0;
                String label = share ? SimulationResults.percent(value) : String.format(Locale.ROOT, "%,.0f", value);
                int y = row++ * BAR;
                page.append(String.format(
                        Locale.ROOT,
                        "<text class=\"name\" x=\"0\" y=\"%d\">%s, %s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" "
                                + "height=\"12\" rx=\"2\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                        y + 13,
                        escaped(policy.getKey()),
                        entry.getKey(),
                        LABELS,
                        y + 3,
                        length,
                        colour,
                        LABELS + length + 6,
                        y + 13,
                        label));
            }
        }
        page.append("</svg></section>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
