package io.millrace.topology.stock.state;

import io.millrace.domain.LocationId;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.KeptCommand;
import io.millrace.domain.stock.Reason;
import io.millrace.domain.stock.StockEvent.Draws;
import io.millrace.domain.stock.StockEvent.Draws.Nothing;
import io.millrace.domain.stock.StockEvent.Draws.OfOrder;
import io.millrace.domain.stock.StockEvent.Draws.OfReservation;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsKind;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import io.millrace.domain.stock.StockEvent.Transfer;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import java.util.List;
import java.util.Optional;

/// How the goods a command moved are written, for the case that it is taken back.
final class GoodsCodec {
    private static final int NOTHING = 0;
    private static final int RESERVATION = 1;
    private static final int ORDER = 2;

    private GoodsCodec() {}

    static void write(KeptCommand command, AvroWriter out) {
        out.writeLong(command.effectiveAtMicros());
        out.writeBoolean(command.reversed());
        out.writeLong(command.recordedAtMicros());
        out.writeBoolean(command.goods().isPresent());
        command.goods().ifPresent(goods -> goods(goods, out));
    }

    static KeptCommand read(AvroReader in) {
        long effectiveAt = in.readLong();
        boolean reversed = in.readBoolean();
        long recordedAt = in.readLong();
        Optional<Goods> goods = in.readBoolean() ? Optional.of(goods(in)) : Optional.empty();
        return new KeptCommand(effectiveAt, goods, reversed, recordedAt);
    }

    private static void goods(Goods goods, AvroWriter out) {
        out.writeString(goods.kind().name());
        Kinds.list(goods.lines(), out, GoodsCodec::line);
        out.writeBoolean(goods.transfer().isPresent());
        goods.transfer().ifPresent(transfer -> {
            out.writeString(transfer.transferId());
            out.writeString(transfer.to().value());
        });
    }

    private static Goods goods(AvroReader in) {
        GoodsKind kind = GoodsKind.valueOf(in.readString());
        List<GoodsLine> lines = Kinds.list(in, GoodsCodec::line);
        Optional<Transfer> transfer = in.readBoolean()
                ? Optional.of(new Transfer(in.readString(), LocationId.of(in.readString())))
                : Optional.empty();
        return new Goods(kind, lines, transfer);
    }

    private static void line(GoodsLine line, AvroWriter out) {
        out.writeInt(line.number());
        out.writeString(line.item().value());
        out.writeInt(line.from().code());
        out.writeInt(line.to().code());
        out.writeLong(line.quantity().thousandths());
        out.writeString(line.reason().code());
        draws(line.draws(), out);
        Kinds.time(line.unitCost(), out);
    }

    private static GoodsLine line(AvroReader in) {
        return new GoodsLine(
                in.readInt(),
                Sku.of(in.readString()),
                Bucket.ofCode(in.readInt()),
                Bucket.ofCode(in.readInt()),
                new Quantity(in.readLong()),
                Reason.of(in.readString()),
                draws(in),
                Kinds.time(in));
    }

    private static void draws(Draws draws, AvroWriter out) {
        switch (draws) {
            case Nothing _ -> out.writeInt(NOTHING);
            case OfReservation(String reservationId) -> {
                out.writeInt(RESERVATION);
                out.writeString(reservationId);
            }
            case OfOrder(String orderId, int orderLine) -> {
                out.writeInt(ORDER);
                out.writeString(orderId);
                out.writeInt(orderLine);
            }
        }
    }

    private static Draws draws(AvroReader in) {
        int tag = in.readInt();
        return switch (tag) {
            case NOTHING -> Nothing.NOTHING;
            case RESERVATION -> new OfReservation(in.readString());
            case ORDER -> new OfOrder(in.readString(), in.readInt());
            default -> throw new IllegalStateException("a kept command draws on something unknown: " + tag);
        };
    }
}
