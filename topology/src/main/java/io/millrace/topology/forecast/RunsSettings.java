package io.millrace.topology.forecast;

import io.millrace.topology.forecast.rules.RunRules;
import io.millrace.topology.forecast.rules.Schedule;
import io.millrace.topology.forecast.rules.Serving;
import java.time.Duration;
import java.util.List;

/// What an installation decides about its forecasts.
///
/// @param prefix of the topics' names
/// @param partitions over which tenants are shared out
/// @param rules how runs are split and followed
/// @param schedule when runs begin by themselves
/// @param method whose forecasts are served
/// @param challengers methods whose forecasts are made to be compared
/// @param horizonDays how many days ahead are forecast, unless a run says otherwise
/// @param keepFor how long a run is kept after its end
public record RunsSettings(
        String prefix,
        int partitions,
        RunRules rules,
        Schedule schedule,
        String method,
        List<String> challengers,
        int horizonDays,
        Duration keepFor) {
    private static final Duration KEEP_FOR = Duration.ofDays(30);
    private static final String METHOD = "auto";
    private static final List<String> CHALLENGERS = List.of("theta", "window-mean");

    public RunsSettings {
        challengers = List.copyOf(challengers);
    }

    /// The ordinary settings.
    public static RunsSettings of(String prefix, int partitions, Schedule schedule, int horizonDays) {
        return new RunsSettings(
                prefix, partitions, RunRules.DEFAULT, schedule, METHOD, CHALLENGERS, horizonDays, KEEP_FOR);
    }

    /// Whose forecasts are served.
    public Serving serving() {
        return new Serving(method, challengers);
    }
}
