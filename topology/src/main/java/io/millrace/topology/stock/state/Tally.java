package io.millrace.topology.stock.state;

import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Movement;
import java.util.Arrays;

/// The running totals of a tenant in one partition, which the proof holds against what is stored: how records ended,
/// and what every account holds, outside ones too. Changed by its owner alone.
public final class Tally {
    private final long[] endings = new long[Ending.values().length];
    private final long[] accounts = new long[Bucket.COUNT];
    private long consumed;
    private long in;
    private long out;

    /// How a record ended.
    public enum Ending {
        POSTED(0),
        REPEATED(1),
        PENDING(2),
        REJECTED(3);

        private final int code;

        Ending(int code) {
            this.code = code;
        }
    }

    public void count(Ending ending, long by) {
        endings[ending.code] += by;
    }

    public long count(Ending ending) {
        return endings[ending.code];
    }

    /// A source record was read.
    public void consume() {
        consumed++;
    }

    /// How many source records were read: each must have ended in one of the four ways.
    public long consumed() {
        return consumed;
    }

    /// How many ended.
    public long ended() {
        return Arrays.stream(endings).sum();
    }

    public void add(Movement movement) {
        long thousandths = movement.quantity().thousandths();
        accounts[movement.from().code()] -= thousandths;
        accounts[movement.to().code()] += thousandths;
        in += movement.to().isHeld() && !movement.from().isHeld() ? thousandths : 0;
        out += movement.from().isHeld() && !movement.to().isHeld() ? thousandths : 0;
    }

    public long account(Bucket bucket) {
        return accounts[bucket.code()];
    }

    public long in() {
        return in;
    }

    public long out() {
        return out;
    }

    void restore(Bucket bucket, long thousandths) {
        accounts[bucket.code()] = thousandths;
    }

    void restore(long totalConsumed, long totalIn, long totalOut) {
        consumed = totalConsumed;
        in = totalIn;
        out = totalOut;
    }
}
