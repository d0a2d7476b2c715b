import java.math.BigDecimal;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import shop.api.EventsApi;
import shop.client.ApiClient;
import shop.client.ApiException;
import shop.model.Channel;
import shop.model.EventHeader;
import shop.model.LineKind;
import shop.model.Receipt;
import shop.model.SaleCompletedBody;
import shop.model.SaleLine;
import shop.model.TillEvent;
import shop.model.TillEventBody;

/** What a shop's system would do with the generated client: report a sale, and read what became of it. */
public final class ReportSale implements Function<URI, String> {
    @Override
    public String apply(URI service) {
        SaleLine line = new SaleLine()
                .number(1)
                .kind(LineKind.SALE)
                .itemId("milk")
                .quantity(new BigDecimal("2"))
                .lineTotal(new BigDecimal("2.18"));
        SaleCompletedBody sale = new SaleCompletedBody()
                .type(SaleCompletedBody.TypeEnum.SALE_COMPLETED)
                .channel(Channel.STORE)
                .currency("EUR")
                .addLinesItem(line);
        EventHeader header = new EventHeader()
                .eventId(UUID.randomUUID())
                .locationId("store-1")
                .occurredAt(OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1));
        TillEvent event = new TillEvent().header(header).body(new TillEventBody(sale));
        ApiClient client = new ApiClient();
        client.updateBaseUri(service.toString());
        try {
            Receipt receipt = new EventsApi(client)
                    .postSales(List.of(event), "posted", 30_000, null, null)
                    .getReceipts()
                    .get(0);
            return receipt.getStatus() + ": " + receipt.getOutcome().getStatus() + " at "
                    + receipt.getOutcome().getLocationId();
        } catch (ApiException refused) {
            throw new IllegalStateException(refused.getResponseBody(), refused);
        }
    }
}
