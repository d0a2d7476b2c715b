package io.millrace.cli;

import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.frame.HolidayCsv;
import io.millrace.forecasting.frame.UnreadableCsvException;
import io.millrace.forecasting.holidays.HolidayMethod;
import io.millrace.forecasting.holidays.Holidays;
import io.millrace.forecasting.holidays.NationalHolidays;
import io.millrace.forecasting.plugins.PluginException;
import io.millrace.forecasting.plugins.PluginFolder;
import io.millrace.forecasting.workbench.MethodCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// Which methods there are, and what they may spend.
final class MethodOptions {
    @Option(
            names = "--effort",
            paramLabel = "fast|best",
            defaultValue = "best",
            description = "How much time 'auto' may take (${DEFAULT-VALUE}).")
    private String effort = "best";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same forecasts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--plugins", paramLabel = "DIR", description = "A folder of jars with methods of your own.")
    private Optional<Path> plugins = Optional.empty();

    @Option(
            names = "--exec-seconds",
            paramLabel = "N",
            defaultValue = "600",
            description = "How long a command asked for as exec:COMMAND may take (${DEFAULT-VALUE}).")
    private long execSeconds;

    @Option(
            names = "--holidays",
            paramLabel = "US|GB|DE|FR|FILE",
            description = "The country whose holidays the shops see, or a CSV with date,name.")
    private Optional<String> holidays = Optional.empty();

    long seed() {
        return seed;
    }

    MethodCatalogue catalogue(Program program, Progress progress) {
        if (execSeconds < 1) {
            throw new CommandFailure("--exec-seconds is " + execSeconds + ".", "Give a command a second or more.");
        }
        return MethodCatalogue.of(effort(), added(program), progress)
                .withExternalLimit(Duration.ofSeconds(execSeconds));
    }

    /// The methods of the plug-in folder, which stays open until the program ends.
    List<ForecastMethod> added(Program program) {
        if (plugins.isEmpty()) {
            return List.of();
        }
        Path folder = program.surroundings().directory().resolve(plugins.get());
        try {
            return PluginFolder.load(folder, MethodCatalogue.builtIn()).methods();
        } catch (PluginException refused) {
            throw new CommandFailure("The plug-ins cannot be used.", refused.getMessage(), refused);
        }
    }

    /// The same method, told of the holidays asked for.
    ForecastMethod toldOfHolidays(Program program, ForecastMethod method) {
        return holidays.map(asked -> (ForecastMethod) new HolidayMethod(method, days(program, asked)))
                .orElse(method);
    }

    private static Holidays days(Program program, String asked) {
        Optional<Holidays> national = NationalHolidays.of(asked.toUpperCase(Locale.ROOT));
        if (national.isPresent()) {
            return national.get();
        }
        Path file = program.surroundings().directory().resolve(asked);
        try {
            Map<LocalDate, String> days = HolidayCsv.read(file);
            return date -> Optional.ofNullable(days.get(date));
        } catch (UnreadableCsvException unreadable) {
            throw new CommandFailure(file + " cannot be read.", unreadable.getMessage(), unreadable);
        } catch (IOException missing) {
            throw new CommandFailure(
                    "--holidays is '" + asked + "'.",
                    "It is a country (" + String.join(", ", NationalHolidays.countries())
                            + ") or a CSV with date,name.",
                    missing);
        }
    }

    /// Runs what may call methods from outside, whose failures are told to the user.
    static <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (PluginException failed) {
            throw new CommandFailure("A method from outside failed.", failed.getMessage(), failed);
        }
    }

    Effort effort() {
        return switch (effort.toLowerCase(Locale.ROOT)) {
            case "fast" -> Effort.FAST;
            case "best" -> Effort.BEST;
            default -> throw new CommandFailure("--effort is '" + effort + "'.", "It is fast or best.");
        };
    }
}
