package io.millrace.cli;

import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.replenishment.plan.PlanOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options that say what was sold, and how it is read: those of all commands that decide orders.
final class HistoryOptions {
    @Option(
            names = "--history",
            required = true,
            paramLabel = "FILE",
            description = "Sales: series_id,date,quantity and, if known, price,promo,in_stock.")
    private Path file = Path.of("");

    @Option(
            names = "--frequency",
            paramLabel = "D|W|M",
            description = "How long a period is: a day (the default), a week or a month.")
    private String frequency = "D";

    @Option(
            names = "--gaps",
            paramLabel = "zero|missing",
            description = "What a period without a row means: nothing sold (the default), or nobody knows.")
    private String gaps = "zero";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of everything that draws (1 by default).")
    private long seed = 1;

    Path file() {
        return file;
    }

    long seed() {
        return seed;
    }

    PlanOptions plan(Effort effort) {
        return new PlanOptions(lengthOfPeriod(), meaningOfGaps(), effort, seed);
    }

    private Frequency lengthOfPeriod() {
        return switch (frequency) {
            case "D" -> Frequency.DAILY;
            case "W" -> Frequency.WEEKLY;
            case "M" -> Frequency.MONTHLY;
            default ->
                throw new CommandFailure(
                        "There is no frequency '" + frequency + "'.", "Use D for days, W for weeks or M for months.");
        };
    }

    private Gaps meaningOfGaps() {
        return switch (gaps) {
            case "zero" -> Gaps.ZERO;
            case "missing" -> Gaps.MISSING;
            default -> throw new CommandFailure("There is no meaning of gaps '" + gaps + "'.", "Use zero or missing.");
        };
    }
}
