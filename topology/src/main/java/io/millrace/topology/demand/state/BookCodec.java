package io.millrace.topology.demand.state;

import io.millrace.domain.demand.DaySales;
import io.millrace.domain.demand.StockChanges;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import java.util.Map;
import java.util.TreeMap;

/// How an item's open day is written: seconds as the steps between them.
final class BookCodec {
    private BookCodec() {}

    static void write(DayBook book, AvroWriter out) {
        sales(book.sales(), out);
        changes(book.changes(), out);
        out.writeLong(book.version());
    }

    static DayBook read(AvroReader in) {
        return new DayBook(sales(in), changes(in), in.readLong());
    }

    private static void sales(DaySales sales, AvroWriter out) {
        out.writeLong(sales.units());
        out.writeLong(sales.returns());
        out.writeLong(sales.soldAmount());
        out.writeLong(sales.returnedAmount());
        out.writeLong(sales.pricedUnits());
        out.writeLong(sales.transactions());
        out.writeString(sales.currency());
        out.writeInt(sales.unitsByPromotion().size());
        sales.unitsByPromotion().forEach((promotion, units) -> {
            out.writeString(promotion);
            out.writeLong(units);
        });
    }

    private static DaySales sales(AvroReader in) {
        return new DaySales(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readString(),
                promotions(in));
    }

    private static Map<String, Long> promotions(AvroReader in) {
        int count = in.readInt();
        if (count == 0) {
            return Map.of();
        }
        Map<String, Long> promotions = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            promotions.put(in.readString(), in.readLong());
        }
        return promotions;
    }

    private static void changes(StockChanges changes, AvroWriter out) {
        out.writeInt(changes.size());
        long[] last = {0};
        changes.forEach((second, delta, sales) -> {
            out.writeLong(second - last[0]);
            out.writeLong(delta);
            out.writeInt(sales);
            last[0] = second;
        });
    }

    private static StockChanges changes(AvroReader in) {
        StockChanges changes = new StockChanges();
        long second = 0;
        for (int count = in.readInt(); count > 0; count--) {
            second += in.readLong();
            changes.add(second, in.readLong(), in.readInt());
        }
        return changes;
    }
}
