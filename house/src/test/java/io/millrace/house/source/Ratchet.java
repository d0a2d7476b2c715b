package io.millrace.house.source;

import io.millrace.house.source.Sizes.Measured;
import io.millrace.house.source.Sizes.Size;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// The largest file and the largest method there may be: never beyond the stop, and never beyond the record.
///
/// The record follows reality down at once, and up only by a deliberate change that a reader sees in the diff.
record Ratchet(Size file, Size method) {
    static final String RECORD = "house/largest.properties";
    static final int FILE_STOP_LINES = 400;
    static final int METHOD_STOP_LINES = 70;

    static Ratchet of(Measured measured) {
        return new Ratchet(measured.largestFile(), measured.largestMethod());
    }

    static Ratchet parse(String record) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(record));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RECORD, e);
        }
        return new Ratchet(size(properties, "file"), size(properties, "method"));
    }

    /// What stands in the record.
    String text() {
        return """
                # The largest Java file and the largest method of the repository, in lines. A test keeps both from growing;
                # `mvn verify -Dhouse.update=true` writes what is true now. The stops are %d and %d lines.
                file=%s
                file.lines=%d
                method=%s
                method.lines=%d
                """.formatted(
                        FILE_STOP_LINES, METHOD_STOP_LINES, file.name(), file.lines(), method.name(), method.lines());
    }

    /// What is wrong with the sizes, seen from this record; empty if nothing is.
    List<String> complaints(Measured measured) {
        var complaints = new ArrayList<String>();
        complaints.addAll(tooLarge("File", measured.files(), file.lines(), FILE_STOP_LINES));
        complaints.addAll(tooLarge("Method", measured.methods(), method.lines(), METHOD_STOP_LINES));
        if (complaints.isEmpty()) {
            complaints.addAll(tooHigh("file", file, measured.largestFile()));
            complaints.addAll(tooHigh("method", method, measured.largestMethod()));
        }
        return complaints;
    }

    private static List<String> tooLarge(String what, List<Size> sizes, int recordLines, int stopLines) {
        return sizes.stream()
                .filter(size -> size.lines() > Math.min(recordLines, stopLines))
                .map(size -> "%s %s has %d lines; %s. Split it."
                        .formatted(what, size.name(), size.lines(), limit(size, recordLines, stopLines)))
                .toList();
    }

    private static String limit(Size size, int recordLines, int stopLines) {
        return size.lines() > stopLines
                ? "the stop is " + stopLines
                : "the largest so far has %d, by %s".formatted(recordLines, RECORD);
    }

    private static List<String> tooHigh(String what, Size recorded, Size real) {
        return recorded.lines() <= real.lines()
                ? List.of()
                : List.of("The largest %s now has %d lines (%s), but %s still allows %d (%s). Lower it."
                        .formatted(what, real.lines(), real.name(), RECORD, recorded.lines(), recorded.name()));
    }

    private static Size size(Properties properties, String key) {
        var name = properties.getProperty(key);
        var lines = properties.getProperty(key + ".lines");
        if (name == null || lines == null) {
            throw new IllegalStateException(RECORD + " needs the keys " + key + " and " + key + ".lines");
        }
        return new Size(name, Integer.parseInt(lines));
    }
}
