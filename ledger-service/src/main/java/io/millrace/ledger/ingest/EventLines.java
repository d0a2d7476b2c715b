package io.millrace.ledger.ingest;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a stream, each no longer than it may be.
final class EventLines {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int lineBytesMax;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private long number;

    EventLines(InputStream in, int lineBytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
    }

    /// The next line that is not blank, or null at the end.
    byte @Nullable [] next() throws IOException {
        while (true) {
            int end = endOfLine(from);
            if (end < 0 && !fill()) {
                return from == to ? null : rest();
            }
            if (end >= 0) {
                byte[] line = Arrays.copyOfRange(buffer, from, end);
                from = end + 1;
                number++;
                if (!isBlank(line)) {
                    return line;
                }
            }
        }
    }

    /// The number of the line that came last, from 1.
    long number() {
        return number;
    }

    /// Whether another whole line has come in already.
    boolean hasMore() {
        return endOfLine(from) >= 0;
    }

    private byte @Nullable [] rest() {
        byte[] line = Arrays.copyOfRange(buffer, from, to);
        from = to;
        number++;
        return isBlank(line) ? null : line;
    }

    private int endOfLine(int start) {
        for (int i = start; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (to - from > lineBytesMax) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOO_LARGE,
                    "Line " + (number + 1) + " has more than " + lineBytesMax
                            + " bytes; each line is one event, and ends with a line feed."));
        }
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read >= 0;
    }
}
