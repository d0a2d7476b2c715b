package io.millrace.topology.stock;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.PostedLine;
import io.millrace.domain.stock.Flag;
import io.millrace.domain.stock.Movement;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Times;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.stock.Balances;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalFlag;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.SourcePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was posted, as the journal says it.
final class JournalEntries {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private JournalEntries() {}

    /// What an entry says besides what moved.
    record Document(
            @Nullable String reasonCode,
            @Nullable String reference,
            @Nullable UUID corrects,
            @Nullable OriginalSale original,
            @Nullable String currency,
            @Nullable Channel channel,
            List<SaleLine> saleLines,
            List<HistoryLine> history) {
        static Document of(@Nullable String reasonCode, @Nullable String reference) {
            return new Document(reasonCode, reference, null, null, null, null, List.of(), List.of());
        }

        static Document of(SaleCompleted sale) {
            return new Document(
                    null, sale.receiptNumber(), null, null, sale.currency(), sale.channel(), sale.lines(), List.of());
        }

        static Document of(DemandHistoryLoaded loaded) {
            return new Document(null, null, null, null, loaded.currency(), null, List.of(), loaded.lines());
        }

        Document correcting(UUID eventId, @Nullable String reason) {
            return new Document(reason, reference, eventId, original, currency, channel, saleLines, history);
        }

        Document correcting(OriginalSale sale, @Nullable String reason) {
            UUID eventId = sale.header().eventId();
            return new Document(reason, reference, eventId, sale, currency, channel, saleLines, history);
        }

        Document in(@Nullable String money) {
            return new Document(reasonCode, reference, corrects, original, money, channel, saleLines, history);
        }

        /// The lines of the sale that is taken back.
        List<SaleLine> originalLines() {
            return original == null ? List.of() : original.sale().lines();
        }
    }

    static JournalEntry of(Incoming incoming, SourcePosition source, Instant recordedAt, long sequence, Posted posted) {
        Document document = Documents.of(incoming);
        List<JournalLine> lines = new ArrayList<>(posted.lines().size());
        for (PostedLine line : posted.lines()) {
            List<SaleLine> sold = line.reversed() ? document.originalLines() : document.saleLines;
            lines.add(line(line, saleLine(sold, line.number(), lines.size())));
        }
        EventHeader original = document.original == null ? null : document.original.header();
        return new JournalEntry(
                incoming.header(),
                incoming.kind(),
                sequence,
                recordedAt,
                source,
                document.reasonCode,
                document.reference,
                document.corrects,
                original == null ? null : original.occurredAt(),
                original == null ? null : original.businessDate(),
                document.currency,
                document.channel,
                flags(posted.flags()),
                lines,
                document.history);
    }

    private static JournalLine line(PostedLine line, @Nullable SaleLine sale) {
        return new JournalLine(
                line.number(),
                line.item().value(),
                sale == null ? null : sale.lot(),
                movements(line.movements()),
                balances(line.after()),
                line.after().version(),
                flags(line.flags()),
                sale == null ? null : sale.unitPrice(),
                sale == null ? null : sale.lineTotal(),
                sale == null ? null : sale.promotionId(),
                line.unitCost() == Position.NO_COST ? null : new Money(line.unitCost()),
                time(line.countedAtMicros()),
                null,
                line.reversed(),
                null,
                null);
    }

    /// Lines mostly come in the order of their numbers, from 1.
    private static @Nullable SaleLine saleLine(List<SaleLine> lines, int number, int likelyIndex) {
        if (likelyIndex < lines.size() && lines.get(likelyIndex).number() == number) {
            return lines.get(likelyIndex);
        }
        return lines.stream()
                .filter(line -> line.number() == number)
                .findFirst()
                .orElse(null);
    }

    private static List<io.millrace.events.stock.Movement> movements(List<Movement> movements) {
        List<io.millrace.events.stock.Movement> written = new ArrayList<>(movements.size());
        for (Movement movement : movements) {
            written.add(new io.millrace.events.stock.Movement(
                    Buckets.written(movement.from()),
                    Buckets.written(movement.to()),
                    movement.quantity(),
                    movement.reason().code().isEmpty()
                            ? null
                            : movement.reason().code()));
        }
        return written;
    }

    static Balances balances(Position position) {
        return new Balances(
                new Quantity(position.free()),
                new Quantity(position.reserved()),
                new Quantity(position.damaged()),
                new Quantity(position.quarantined()),
                new Quantity(position.inTransit()),
                new Quantity(position.onOrder()));
    }

    private static List<JournalFlag> flags(Collection<Flag> flags) {
        if (flags.isEmpty()) {
            return List.of();
        }
        List<JournalFlag> written = new ArrayList<>(flags.size());
        for (Flag flag : Flag.values()) {
            if (flags.contains(flag)) {
                written.add(flag(flag));
            }
        }
        return written;
    }

    private static JournalFlag flag(Flag flag) {
        return switch (flag) {
            case LATE -> JournalFlag.LATE;
            case UNLISTED_ITEM -> JournalFlag.UNLISTED_ITEM;
            case BELOW_ZERO -> JournalFlag.BELOW_ZERO;
            case ABSORBED_BY_COUNT -> JournalFlag.ABSORBED_BY_COUNT;
            case RECOUNT -> JournalFlag.RECOUNT;
        };
    }

    static @Nullable Instant time(long micros) {
        return micros == Times.NEVER
                ? null
                : Instant.ofEpochSecond(
                        Math.floorDiv(micros, MICROS_PER_SECOND),
                        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /// Quantities by item, as text.
    static <K> Map<String, String> texts(Map<K, Long> thousandths, Function<K, String> name) {
        return thousandths.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> name.apply(entry.getKey()), entry -> new Quantity(entry.getValue()).toString()));
    }
}
