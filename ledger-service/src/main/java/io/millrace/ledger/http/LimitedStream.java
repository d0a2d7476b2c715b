package io.millrace.ledger.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Refuses the request when its body turns out larger than declared.
final class LimitedStream extends FilterInputStream {
    private final long bytesMax;
    private long bytesRead;

    LimitedStream(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
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
        if (bytesRead > bytesMax) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOO_LARGE,
                    "The body is larger than " + bytesMax + " bytes. Send it in several requests."));
        }
    }
}
