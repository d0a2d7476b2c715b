package io.millrace.topology.stock;

import io.millrace.events.Channel;
import io.millrace.events.pos.OriginalSale;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.stock.DemandHistoryLoaded;
import io.millrace.events.stock.HistoryLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a journal entry says besides what moved.
///
/// @param reference the document the event belongs to
/// @param original the sale that is taken back
/// @param saleLines the lines that were sold
record Document(
        @Nullable String reasonCode,
        @Nullable String reference,
        @Nullable String supplierId,
        @Nullable Instant expectedAt,
        @Nullable UUID corrects,
        @Nullable OriginalSale original,
        @Nullable String currency,
        @Nullable Channel channel,
        List<SaleLine> saleLines,
        List<HistoryLine> history) {
    static Document of(@Nullable String reasonCode, @Nullable String reference) {
        return new Document(reasonCode, reference, null, null, null, null, null, null, List.of(), List.of());
    }

    static Document of(SaleCompleted sale) {
        return new Document(
                null,
                sale.receiptNumber(),
                null,
                null,
                null,
                null,
                sale.currency(),
                sale.channel(),
                sale.lines(),
                List.of());
    }

    static Document of(DemandHistoryLoaded loaded) {
        return new Document(null, null, null, null, null, null, loaded.currency(), null, List.of(), loaded.lines());
    }

    Document correcting(UUID eventId, @Nullable String reason) {
        return new Document(
                reason, reference, supplierId, expectedAt, eventId, original, currency, channel, saleLines, history);
    }

    Document correcting(OriginalSale sale, @Nullable String reason) {
        UUID eventId = sale.header().eventId();
        return new Document(
                reason, reference, supplierId, expectedAt, eventId, sale, currency, channel, saleLines, history);
    }

    Document in(@Nullable String money) {
        return new Document(
                reasonCode, reference, supplierId, expectedAt, corrects, original, money, channel, saleLines, history);
    }

    /// Of goods that come from or go to a supplier, or are on their way.
    Document supplied(@Nullable String supplier, @Nullable Instant at) {
        return new Document(
                reasonCode, reference, supplier, at, corrects, original, currency, channel, saleLines, history);
    }

    /// The lines of the sale that is taken back.
    List<SaleLine> originalLines() {
        return original == null ? List.of() : original.sale().lines();
    }
}
