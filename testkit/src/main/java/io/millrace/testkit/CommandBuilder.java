package io.millrace.testkit;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.Bucket;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.stock.AdjustmentLine;
import io.millrace.events.stock.CountKind;
import io.millrace.events.stock.CountLine;
import io.millrace.events.stock.ReceiptLine;
import io.millrace.events.stock.StockAdjusted;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.StockCounted;
import io.millrace.events.stock.StockLine;
import io.millrace.events.stock.StockMoved;
import io.millrace.events.stock.StockReceived;
import io.millrace.events.stock.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Stock commands of one item as a test tells them: `CommandBuilder.at(lane, noon).received("milk", "24")`.
public final class CommandBuilder {
    private final EventHeader.Builder header;
    private final Instant occurredAt;

    private CommandBuilder(LaneKey lane, Instant occurredAt) {
        this.header = Headers.of(lane, occurredAt);
        this.occurredAt = occurredAt;
    }

    /// A command at a location and time, with an identity made from both: two of one moment need [#id].
    public static CommandBuilder at(LaneKey lane, Instant occurredAt) {
        return new CommandBuilder(lane, occurredAt);
    }

    public CommandBuilder id(UUID eventId) {
        header.eventId(eventId);
        return this;
    }

    public StockCommand received(String item, String quantity) {
        return command(StockReceived.builder()
                .lines(List.of(ReceiptLine.builder()
                        .number(1)
                        .itemId(item)
                        .quantity(Quantity.parse(quantity))
                        .build()))
                .build());
    }

    public StockCommand adjusted(String item, String delta, String reasonCode) {
        return command(StockAdjusted.builder()
                .reasonCode(reasonCode)
                .lines(List.of(AdjustmentLine.builder()
                        .number(1)
                        .itemId(item)
                        .delta(Quantity.parse(delta))
                        .build()))
                .build());
    }

    public StockCommand counted(String item, String counted, CountKind kind) {
        return command(StockCounted.builder()
                .kind(kind)
                .lines(List.of(CountLine.builder()
                        .number(1)
                        .itemId(item)
                        .counted(Quantity.parse(counted))
                        .countedAt(occurredAt)
                        .build()))
                .build());
    }

    public StockCommand moved(String item, String quantity, Bucket from, Bucket to, String reasonCode) {
        return command(StockMoved.builder()
                .fromBucket(from)
                .toBucket(to)
                .reasonCode(reasonCode)
                .lines(lines(item, quantity))
                .build());
    }

    public StockCommand reserved(String reservationId, String item, String quantity) {
        return command(StockReserved.builder()
                .reservationId(reservationId)
                .channel(Channel.ONLINE)
                .lines(lines(item, quantity))
                .build());
    }

    /// Any other command.
    public StockCommand command(StockCommand.Body body) {
        return StockCommand.builder().header(header.build()).body(body).build();
    }

    private static List<StockLine> lines(String item, String quantity) {
        return List.of(StockLine.builder()
                .number(1)
                .itemId(item)
                .quantity(Quantity.parse(quantity))
                .build());
    }
}
