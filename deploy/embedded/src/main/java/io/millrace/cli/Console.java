package io.millrace.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// Prints for people: results to standard output, troubles to standard error. Everything else goes to the log.
public final class Console {
    private static final int STEP_WIDTH = 44;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Appearance appearance;

    public Console(PrintWriter out, PrintWriter err, Appearance appearance) {
        this.out = out;
        this.err = err;
        this.appearance = appearance;
    }

    /// That of this process.
    static Console ofProcess(Map<String, String> environment) {
        return new Console(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                Appearance.detect(environment));
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    public Appearance appearance() {
        return appearance;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /// Whether nobody reads any more, as when `head` has seen enough.
    boolean isAbandoned() {
        return out.checkError();
    }

    public void heading(String text) {
        line(bold(text));
    }

    /// Something is done, and how long it took: `  ✔ Broker ready                1.2 s`.
    public void done(String what, Duration took) {
        String tick = appearance.ticks() ? green("✔") : green("ok");
        line("  " + tick + " " + padded(what, STEP_WIDTH) + grey(seconds(took)));
    }

    /// Names and values below one another, the values aligned.
    public void pairs(Map<String, String> pairs) {
        int width = pairs.keySet().stream().mapToInt(String::length).max().orElse(0);
        pairs.forEach((name, value) -> line("  " + padded(name, width + 2) + bold(value)));
    }

    public void warning(String text) {
        err.println(yellow("Warning: ") + text);
        err.flush();
    }

    /// What is wrong, and what to do (or what exactly is wrong), a line each.
    public void error(String what, String... lines) {
        String cross = appearance.ticks() ? red("✘ ") : red("Error: ");
        err.println(cross + what);
        for (String line : lines) {
            err.println("  " + line);
        }
        err.flush();
    }

    /// `0.4 s`, `12 s`, `3 min 5 s`.
    static String seconds(Duration took) {
        if (took.toSeconds() >= 60) {
            return took.toMinutes() + " min " + took.toSecondsPart() + " s";
        }
        String format = took.toSeconds() >= 10 ? "%.0f s" : "%.1f s";
        return String.format(Locale.ROOT, format, took.toMillis() / 1000.0);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String grey(String text) {
        return paint("2", text);
    }

    private String green(String text) {
        return paint("32", text);
    }

    private String yellow(String text) {
        return paint("33", text);
    }

    private String red(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return appearance.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
