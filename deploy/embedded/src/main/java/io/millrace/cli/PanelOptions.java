package io.millrace.cli;

import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.forecasting.frame.PanelCsv;
import io.millrace.forecasting.frame.PanelFile;
import io.millrace.forecasting.frame.ReadOptions;
import io.millrace.forecasting.frame.UnreadableCsvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The panel a forecasting command works on, and how to read it.
final class PanelOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "A CSV, plain or gzipped, with the columns series_id,date,quantity[,price,promo,in_stock].")
    private Path data = Path.of("");

    @Option(names = "--frequency", paramLabel = "D|W|M", description = "Days, weeks or months; found from the dates.")
    private Optional<String> frequency = Optional.empty();

    @Option(
            names = "--season",
            paramLabel = "N",
            description = "The steps after which a season repeats (7 days, 52 weeks, 12 months).")
    private Optional<Integer> season = Optional.empty();

    @Option(
            names = "--gaps",
            paramLabel = "zero|missing|auto",
            defaultValue = "auto",
            description = "What a step without a row means (${DEFAULT-VALUE}).")
    private String gaps = "auto";

    @Option(names = "--skip-bad-rows", description = "Pass over rows that cannot be read, and count them.")
    private boolean skipBadRows;

    Path file() {
        return data;
    }

    /// Reads the panel and tells, on standard error, what was decided in doing so.
    PanelFile read(Program program) {
        Path file = program.surroundings().directory().resolve(data);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandFailure("There is no file " + file + " to read.", "Give the path of a CSV with --data.");
        }
        try {
            PanelFile read = PanelCsv.read(file, options());
            if (read.panel().isEmpty()) {
                throw new CommandFailure(
                        "There are no rows in " + file + ".", "Its first line names the columns; series follow it.");
            }
            tell(program, read);
            return read;
        } catch (UnreadableCsvException unreadable) {
            throw new CommandFailure(file + " cannot be read.", unreadable.getMessage(), unreadable);
        } catch (IOException broken) {
            throw new CommandFailure(
                    file + " cannot be read: " + broken.getMessage(), "Is it a CSV, plain or gzipped?", broken);
        }
    }

    private ReadOptions options() {
        if (season.isPresent() && season.get() < 1) {
            throw new CommandFailure("--season is " + season.get() + ".", "A season has one step or more.");
        }
        return new ReadOptions(frequency.map(PanelOptions::frequency), season, gaps(gaps), skipBadRows);
    }

    private static void tell(Program program, PanelFile read) {
        long steps = read.panel().stream().mapToLong(series -> series.length()).sum();
        program.console()
                .err()
                .println(String.format(
                        Locale.ROOT,
                        "Read %,d series of %,d %s in all, a season of %d.",
                        read.panel().size(),
                        steps,
                        unit(read.frequency()),
                        read.season()));
        read.notes().forEach(program.console().err()::println);
        program.console().err().flush();
    }

    private static String unit(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> "days";
            case WEEKLY -> "weeks";
            case MONTHLY -> "months";
        };
    }

    private static Frequency frequency(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "D" -> Frequency.DAILY;
            case "W" -> Frequency.WEEKLY;
            case "M" -> Frequency.MONTHLY;
            default -> throw new CommandFailure("--frequency is '" + text + "'.", "It is D, W or M.");
        };
    }

    private static Gaps gaps(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "zero" -> Gaps.ZERO;
            case "missing" -> Gaps.MISSING;
            case "auto" -> Gaps.AUTO;
            default -> throw new CommandFailure("--gaps is '" + text + "'.", "It is zero, missing or auto.");
        };
    }
}
