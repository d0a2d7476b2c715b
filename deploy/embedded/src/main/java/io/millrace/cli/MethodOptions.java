package io.millrace.cli;

import io.millrace.forecasting.Progress;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.workbench.MethodCatalogue;
import java.util.List;
import java.util.Locale;
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

    long seed() {
        return seed;
    }

    MethodCatalogue catalogue(Progress progress) {
        return MethodCatalogue.of(effort(), List.of(), progress);
    }

    Effort effort() {
        return switch (effort.toLowerCase(Locale.ROOT)) {
            case "fast" -> Effort.FAST;
            case "best" -> Effort.BEST;
            default -> throw new CommandFailure("--effort is '" + effort + "'.", "It is fast or best.");
        };
    }
}
