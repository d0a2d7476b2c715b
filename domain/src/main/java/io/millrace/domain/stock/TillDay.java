package io.millrace.domain.stock;

import io.millrace.domain.stock.IntervalSet.Interval;
import java.util.List;
import java.util.Optional;

/// What is known of one trading day of one till.
///
/// @param numbers the numbers that came
/// @param reversed those of them that were voided or corrected since
/// @param sums of the sale and return lines that came
/// @param completeUpToMicros everything the till sent before this moment is here
/// @param lastOccurredAtMicros the latest moment any of its events speaks of
/// @param lastHeardAtMicros when the broker last took in something of it
public record TillDay(
        IntervalSet numbers,
        IntervalSet reversed,
        Sums sums,
        Optional<Close> close,
        long completeUpToMicros,
        long lastOccurredAtMicros,
        long lastHeardAtMicros) {
    public static final TillDay EMPTY = new TillDay(
            IntervalSet.EMPTY, IntervalSet.EMPTY, Sums.ZERO, Optional.empty(), Times.NEVER, Times.NEVER, Times.NEVER);

    /// How a till numbers its events.
    public enum Numbering {
        /// Without gaps: a missing number is a missing event.
        DENSE,
        /// With gaps: only count and totals tell.
        SPARSE
    }

    /// Lines and amounts, in ten-thousandths of the currency.
    public record Sums(long saleLines, long saleAmount, long returnLines, long returnAmount) {
        public static final Sums ZERO = new Sums(0, 0, 0, 0);

        public Sums plus(Sums other) {
            return new Sums(
                    saleLines + other.saleLines,
                    saleAmount + other.saleAmount,
                    returnLines + other.returnLines,
                    returnAmount + other.returnAmount);
        }
    }

    /// What the till says of its day; the totals are compared if it sent any.
    public record Close(Optional<Interval> numbers, long count, Optional<Sums> sums) {}

    /// The numbers that should have come and did not.
    public List<Interval> missing(Numbering numbering) {
        if (numbering == Numbering.SPARSE) {
            return List.of();
        }
        Optional<Interval> expected = close.flatMap(Close::numbers);
        if (expected.isPresent()) {
            return numbers.missing(expected.get().first(), expected.get().last());
        }
        return numbers.isEmpty() ? List.of() : numbers.missing(numbers.first(), numbers.last());
    }

    /// Closed, and everything the till says it sent is here.
    public boolean isComplete(Numbering numbering) {
        return close.isPresent()
                && missing(numbering).isEmpty()
                && numbers.size() >= close.get().count()
                && (numbering == Numbering.DENSE
                        || close.get().sums().map(sums::equals).orElse(true));
    }

    TillDay heard(long sequence, Sums added, long occurredAtMicros, long recordedAtMicros) {
        return new TillDay(
                        numbers.with(sequence),
                        reversed,
                        sums.plus(added),
                        close,
                        completeUpToMicros,
                        Math.max(lastOccurredAtMicros, occurredAtMicros),
                        Math.max(lastHeardAtMicros, recordedAtMicros))
                .advanced();
    }

    /// While numbers are missing the watermark stays where it was.
    private TillDay advanced() {
        if (!missing(Numbering.DENSE).isEmpty()) {
            return this;
        }
        return new TillDay(
                numbers, reversed, sums, close, lastOccurredAtMicros, lastOccurredAtMicros, lastHeardAtMicros);
    }

    TillDay closedBy(Close closing, long recordedAtMicros) {
        return new TillDay(
                numbers,
                reversed,
                sums,
                Optional.of(closing),
                completeUpToMicros,
                lastOccurredAtMicros,
                Math.max(lastHeardAtMicros, recordedAtMicros));
    }

    TillDay withReversed(long sequence) {
        return new TillDay(
                numbers,
                reversed.with(sequence),
                sums,
                close,
                completeUpToMicros,
                lastOccurredAtMicros,
                lastHeardAtMicros);
    }
}
