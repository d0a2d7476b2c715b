package io.millrace.codegen;

import java.util.Locale;

/// Java source as it grows, line by line.
final class SourceText {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency for this one method.
    SourceText line(String format, Object... arguments) {
        String line = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
        text.append("    ".repeat(depth)).append(line).append('\n');
        return this;
    }

    SourceText blank() {
        text.append('\n');
        return this;
    }

    SourceText doc(String doc) {
        if (doc == null || doc.isBlank()) {
            throw new IllegalArgumentException("every type and field of the contract is documented; after:\n"
                    + text.substring(Math.max(0, text.length() - 200)));
        }
        doc.strip().lines().forEach(line -> line("/// %s", line.strip()));
        return this;
    }

    void indented(Runnable body) {
        depth++;
        body.run();
        depth--;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
