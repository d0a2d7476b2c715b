package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `--data`, `--port` and `--set`; a `--set` wins over a shortcut, and a later one over an earlier one.
final class FlagLayer {
    private static final int PORTS = 4;

    private final List<Problem> problems;
    private final Map<String, Given> settings = new LinkedHashMap<>();

    private FlagLayer(List<Problem> problems) {
        this.problems = problems;
    }

    static Map<String, Given> read(ConfigurationRequest request, List<Problem> problems) {
        FlagLayer flags = new FlagLayer(problems);
        request.data().ifPresent(data -> flags.put(Settings.DATA.key(), data, "--data"));
        request.basePort().ifPresent(flags::basePort);
        request.sets().forEach(flags::set);
        return flags.settings;
    }

    private void basePort(String text) {
        int portMax = Checks.PORT_MAX - PORTS + 1;
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > portMax) {
            problems.add(new Problem(
                    "--port",
                    "'" + text + "' is not a port that three others can follow",
                    new Origin.Default(),
                    "Use a whole number from 0 (takes four free ports) to " + portMax + "."));
            return;
        }
        int base = Integer.parseInt(text);
        int step = base == 0 ? 0 : 1;
        put(Settings.HTTP_PORT.key(), String.valueOf(base), "--port");
        put(Settings.REGISTRY_PORT.key(), String.valueOf(base + step), "--port");
        put(Settings.KAFKA_PORT.key(), String.valueOf(base + 2 * step), "--port");
        put(Settings.POSTGRES_PORT.key(), String.valueOf(base + 3 * step), "--port");
    }

    private void set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals > 0) {
            put(assignment.substring(0, equals).strip(), assignment.substring(equals + 1), "--set");
            return;
        }
        String shown = equals < 0 ? "'" + assignment + "' has no value" : "a key is missing before '='";
        problems.add(new Problem(
                "--set", shown, new Origin.Default(), "Write --set key=value, for example --set kafka.port=9093."));
    }

    private void put(String key, String text, String flag) {
        settings.put(key, new Given(text, new Origin.Flag(flag)));
    }
}
