package io.millrace.ledger.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Refuses the request when its body turns out larger than declared, or comes in drop by drop.
final class LimitedStream extends FilterInputStream {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long bytesMax;
    private final long untilNanos;
    private long bytesRead;

    /// @param secondsMax how long the whole body may take
    LimitedStream(InputStream in, long bytesMax, long secondsMax) {
        super(in);
        this.bytesMax = bytesMax;
        this.untilNanos = System.nanoTime() + secondsMax * NANOS_PER_SECOND;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count(skipped);
        return skipped;
    }

    private void count(long more) {
        bytesRead += more;
        if (System.nanoTime() - untilNanos > 0) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOO_SLOW, "The body did not come in time. Send it faster, or in several requests."));
        }
        if (bytesRead > bytesMax) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOO_LARGE,
                    "The body is larger than " + bytesMax + " bytes. Send it in several requests."));
        }
    }
}
