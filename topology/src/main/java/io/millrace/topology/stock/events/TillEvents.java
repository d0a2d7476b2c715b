package io.millrace.topology.stock.events;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.code.Listing;
import io.millrace.domain.code.Meaning;
import io.millrace.domain.code.Meant;
import io.millrace.domain.code.Said;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Digest;
import io.millrace.domain.stock.IntervalSet.Interval;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.StockEvent;
import io.millrace.domain.stock.StockEvent.DayClosed;
import io.millrace.domain.stock.StockEvent.Draws.Nothing;
import io.millrace.domain.stock.StockEvent.Draws.OfReservation;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Original;
import io.millrace.domain.stock.StockEvent.Reversal;
import io.millrace.domain.stock.TillDay.Close;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.events.EventHeader;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.ReturnDisposition;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.SaleVoided;
import io.millrace.events.pos.TillDayClosed;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.pos.TillTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What tills report.
public final class TillEvents {
    private static final int SALE = 1;
    private static final int VOID = 2;
    private static final int DAY_CLOSED = 3;

    private TillEvents() {}

    public static Translated translate(TillEvent event, long recordedAtMicros, Listing listing) {
        Meanings meanings = new Meanings(listing);
        try {
            return new Translated.Valid(
                    switch (event.body()) {
                        case SaleCompleted sale -> sale(event.header(), sale, recordedAtMicros, meanings, "body");
                        case SaleVoided voided -> voided(event.header(), voided, recordedAtMicros, listing);
                        case TillDayClosed closed -> closed(event.header(), closed, recordedAtMicros);
                    });
        } catch (InvalidField invalid) {
            return invalid.result();
        }
    }

    /// A sale, as it came or as something else carries it.
    private static StockEvent sale(
            EventHeader header, SaleCompleted sale, long recordedAtMicros, Meanings meanings, String path) {
        return Headers.event(header, recordedAtMicros, digest(sale), sums(sale), goods(sale, meanings, path));
    }

    /// The original a void or correction carries: it must read as it did when it came. Some of its lines may have been
    /// in no catalogue then.
    static Original.Carried original(
            EventHeader header, OriginalSale original, long recordedAtMicros, Listing listing, String path) {
        if (!original.header().tenantId().equals(header.tenantId())
                || !original.header().locationId().equals(header.locationId())) {
            throw new InvalidField(path + ".header", "the original is of another location; send the void to that one");
        }
        String at = path + ".sale";
        StockEvent sale = sale(original.header(), original.sale(), recordedAtMicros, new Meanings(listing), at);
        Goods unlisted = goods(original.sale(), new Meanings(listing.withoutItems()), at);
        return new Original.Carried(sale, unlisted.lines());
    }

    static Goods goods(SaleCompleted sale, Meanings meanings, String path) {
        Fields.lines(sale.lines(), path + ".lines", SaleLine::number);
        List<GoodsLine> lines = new ArrayList<>(sale.lines().size());
        for (int i = 0; i < sale.lines().size(); i++) {
            add(sale.lines().get(i), meanings, path + ".lines[" + i + "]", lines);
        }
        return new Goods(GoodsKind.SALE, lines, Optional.empty());
    }

    private static void add(SaleLine line, Meanings meanings, String path, List<GoodsLine> lines) {
        Quantity quantity = Fields.aboveZero(line.quantity(), path + ".quantity");
        if (meanings.isPlain(line.itemId(), line.unitOfMeasure())) {
            lines.add(line(line, Fields.sku(line.itemId(), path + ".itemId"), quantity, Optional.empty(), path));
            return;
        }
        OptionalLong price = line.unitPrice() == null
                ? OptionalLong.empty()
                : OptionalLong.of(line.unitPrice().tenThousandths());
        Said said = Meanings.said(line.itemId(), line.scannedCode(), quantity, line.unitOfMeasure(), price, path);
        for (Meant meant : meanings.parts(said, path)) {
            lines.add(line(line, meant.item(), new Quantity(meant.thousandths()), meant.meaning(), path));
        }
    }

    private static GoodsLine line(SaleLine line, Sku item, Quantity quantity, Optional<Meaning> meaning, String path) {
        boolean isReturn = switch (line.kind()) {
            case SALE -> false;
            case RETURN -> true;
            case UNKNOWN ->
                throw new InvalidField(path + ".kind", "a line is a SALE or a RETURN; this kind is unknown");
        };
        return new GoodsLine(
                line.number(),
                item,
                isReturn ? Bucket.CUSTOMER : Bucket.FREE,
                isReturn ? disposition(line.returnDisposition(), path) : Bucket.CUSTOMER,
                quantity,
                Fields.reason(line.returnReason()),
                line.reservationId() == null || isReturn ? Nothing.NOTHING : new OfReservation(line.reservationId()),
                Position.NO_COST,
                meaning);
    }

    private static Bucket disposition(@Nullable ReturnDisposition disposition, String path) {
        return switch (disposition) {
            case null -> Bucket.FREE;
            case TO_STOCK -> Bucket.FREE;
            case DAMAGED -> Bucket.DAMAGED;
            case QUARANTINED -> Bucket.QUARANTINED;
            case UNKNOWN ->
                throw new InvalidField(
                        path + ".returnDisposition",
                        "returned goods go TO_STOCK, are DAMAGED or QUARANTINED; this is unknown");
        };
    }

    private static StockEvent voided(EventHeader header, SaleVoided voided, long recordedAtMicros, Listing listing) {
        Original.Carried original = original(header, voided.original(), recordedAtMicros, listing, "body.original");
        Digest digest = new Digest().add(VOID).add(original.sale().digest()).add(voided.reason());
        return Headers.event(header, recordedAtMicros, digest, Sums.ZERO, new Reversal(original, Optional.empty()));
    }

    private static StockEvent closed(EventHeader header, TillDayClosed closed, long recordedAtMicros) {
        String till = Fields.till(closed.till(), "body.till");
        if (closed.count() < 0) {
            throw new InvalidField("body.count", "a till sends no fewer than 0 events; " + closed.count() + " is less");
        }
        Digest digest = new Digest()
                .add(DAY_CLOSED)
                .add(till)
                .add(closed.businessDate().toEpochDay())
                .add(closed.count());
        Optional<Interval> numbers = numbers(closed);
        numbers.ifPresent(interval -> digest.add(interval.first()).add(interval.last()));
        Optional<Sums> sums = closed.totals().isEmpty() ? Optional.empty() : Optional.of(sums(closed.totals()));
        Close close = new Close(numbers, closed.count(), sums);
        return Headers.event(
                header, recordedAtMicros, digest, Sums.ZERO, new DayClosed(till, closed.businessDate(), close));
    }

    private static Optional<Interval> numbers(TillDayClosed closed) {
        if (closed.first() == null || closed.last() == null) {
            return Optional.empty();
        }
        if (closed.first() > closed.last()) {
            throw new InvalidField("body.last", closed.last() + " is before the first number, " + closed.first());
        }
        return Optional.of(new Interval(closed.first(), closed.last()));
    }

    private static Sums sums(List<TillTotal> totals) {
        Sums sums = Sums.ZERO;
        for (TillTotal total : totals) {
            sums = sums.plus(
                    total.kind() == LineKind.RETURN
                            ? new Sums(0, 0, total.lines(), total.amount().tenThousandths())
                            : new Sums(total.lines(), total.amount().tenThousandths(), 0, 0));
        }
        return sums;
    }

    private static Sums sums(SaleCompleted sale) {
        long saleLines = 0;
        long saleAmount = 0;
        long returnLines = 0;
        long returnAmount = 0;
        for (SaleLine line : sale.lines()) {
            long amount = line.lineTotal() == null ? 0 : line.lineTotal().tenThousandths();
            if (line.kind() == LineKind.RETURN) {
                returnLines++;
                returnAmount += amount;
            } else {
                saleLines++;
                saleAmount += amount;
            }
        }
        return new Sums(saleLines, saleAmount, returnLines, returnAmount);
    }

    private static Digest digest(SaleCompleted sale) {
        Digest digest = new Digest().add(SALE).add(sale.currency());
        text(digest, sale.receiptNumber());
        for (SaleLine line : sale.lines()) {
            digest.add(line.number())
                    .add(line.kind().name())
                    .add(line.quantity().thousandths());
            text(digest, line.itemId());
            text(digest, line.scannedCode());
            text(digest, line.unitOfMeasure());
            text(digest, line.reservationId());
            if (line.returnDisposition() != null) {
                digest.add(line.returnDisposition().name());
            }
            digest.add(line.lineTotal() == null ? -1 : line.lineTotal().tenThousandths());
        }
        return digest;
    }

    private static void text(Digest digest, @Nullable String text) {
        if (text == null) {
            digest.add(-1);
        } else {
            digest.add(text);
        }
    }
}
