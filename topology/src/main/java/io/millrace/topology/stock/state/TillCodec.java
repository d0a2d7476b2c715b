package io.millrace.topology.stock.state;

import io.millrace.domain.stock.IntervalSet;
import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.TillDay;
import io.millrace.domain.stock.TillDay.Close;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.topology.stock.state.Kinds.NumberBlock;
import java.util.Optional;

/// How what is known of tills is written.
final class TillCodec {
    private TillCodec() {}

    static void tillDate(TillDate day, AvroWriter out) {
        out.writeString(day.till());
        out.writeDate(day.date());
    }

    static TillDate tillDate(AvroReader in) {
        return new TillDate(in.readString(), in.readDate());
    }

    static void tillDay(TillDay day, AvroWriter out) {
        intervals(day.numbers(), out);
        intervals(day.reversed(), out);
        sums(day.sums(), out);
        out.writeBoolean(day.close().isPresent());
        day.close().ifPresent(close -> close(close, out));
        Kinds.time(day.completeUpToMicros(), out);
        Kinds.time(day.lastOccurredAtMicros(), out);
        Kinds.time(day.lastHeardAtMicros(), out);
    }

    static TillDay tillDay(AvroReader in) {
        return new TillDay(
                intervals(in),
                intervals(in),
                sums(in),
                in.readBoolean() ? Optional.of(close(in)) : Optional.empty(),
                Kinds.time(in),
                Kinds.time(in),
                Kinds.time(in));
    }

    private static void close(Close close, AvroWriter out) {
        out.writeBoolean(close.numbers().isPresent());
        close.numbers().ifPresent(numbers -> {
            out.writeLong(numbers.first());
            out.writeLong(numbers.last());
        });
        out.writeLong(close.count());
        out.writeBoolean(close.sums().isPresent());
        close.sums().ifPresent(sums -> sums(sums, out));
    }

    private static Close close(AvroReader in) {
        Optional<Interval> numbers =
                in.readBoolean() ? Optional.of(new Interval(in.readLong(), in.readLong())) : Optional.empty();
        long count = in.readLong();
        return new Close(numbers, count, in.readBoolean() ? Optional.of(sums(in)) : Optional.empty());
    }

    private static void sums(Sums sums, AvroWriter out) {
        out.writeLong(sums.saleLines());
        out.writeLong(sums.saleAmount());
        out.writeLong(sums.returnLines());
        out.writeLong(sums.returnAmount());
    }

    private static Sums sums(AvroReader in) {
        return new Sums(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    private static void intervals(IntervalSet set, AvroWriter out) {
        Kinds.list(set.intervals(), out, (interval, target) -> {
            target.writeLong(interval.first());
            target.writeLong(interval.last() - interval.first());
        });
    }

    private static IntervalSet intervals(AvroReader in) {
        return IntervalSet.of(Kinds.list(in, source -> {
            long first = source.readLong();
            return new Interval(first, first + source.readLong());
        }));
    }

    static void numberBlock(NumberBlock block, AvroWriter out) {
        tillDate(block.day(), out);
        out.writeLong(block.block());
    }

    static NumberBlock numberBlock(AvroReader in) {
        return new NumberBlock(tillDate(in), in.readLong());
    }

    static void digests(Digests digests, AvroWriter out) {
        out.writeLong(digests.recordedAtMicros());
        out.writeLong(digests.present());
        for (int i = 0; i < Digests.CAPACITY; i++) {
            if (digests.get(i).isPresent()) {
                out.writeRawInt(digests.at(i));
            }
        }
    }

    static Digests digests(AvroReader in) {
        Digests digests = new Digests();
        long recordedAt = in.readLong();
        long present = in.readLong();
        for (int i = 0; i < Digests.CAPACITY; i++) {
            if ((present >>> i & 1) == 1) {
                digests.put(i, in.readRawInt(), recordedAt);
            }
        }
        return digests;
    }
}
