package io.millrace.ledger.ingest;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many bytes of requests are under way: what bounds the memory that a flood can take.
final class ByteBudget {
    private static final int STREAM_PATIENCE_SECONDS = 30;
    private static final int RETRY_SECONDS = 1;

    private final Semaphore free;
    private final int bytesMax;

    ByteBudget(int bytesMax) {
        this.bytesMax = bytesMax;
        this.free = new Semaphore(bytesMax);
    }

    /// How many bytes are taken.
    int taken() {
        return bytesMax - free.availablePermits();
    }

    /// How many may be taken.
    int max() {
        return bytesMax;
    }

    /// Bytes that are taken until closed.
    final class Share implements AutoCloseable {
        private final int bytes;

        private Share(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            free.release(bytes);
        }
    }

    /// Takes bytes for a request, or refuses it.
    ///
    /// @throws ProblemException if so many are not free now
    Share take(long bytes) {
        int share = share(bytes);
        if (!free.tryAcquire(share)) {
            throw busy();
        }
        return new Share(share);
    }

    /// Takes bytes for a part of a stream, which waits for its turn.
    ///
    /// @throws ProblemException if its turn does not come soon
    Share await(long bytes) {
        int share = share(bytes);
        try {
            if (free.tryAcquire(share, STREAM_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Share(share);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    private int share(long bytes) {
        return (int) Math.min(bytes, bytesMax);
    }

    private ProblemException busy() {
        return new ProblemException(Problem.of(
                        ProblemType.TOO_BUSY,
                        "Requests of " + bytesMax + " bytes are under way, and no more are taken until some are done."
                                + " Nothing of this one was taken; send it again after a moment.")
                .retryAfter(RETRY_SECONDS));
    }
}
