package io.millrace.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.LocationId;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.StockCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiTest {
    private static final Tag TAG = new Tag("Shops", "What shops there are.");
    private static final Parameter<LocationId> LOCATION =
            Parameter.path("location", ValueType.LOCATION, "The shop that is meant");
    private static final Parameter<Integer> LIMIT =
            Parameter.query("limit", ValueType.wholeNumber(1, 1000), "How many at most");

    private static Endpoint shop() {
        return Endpoint.get("/v1/shops/{location}", Access.STOCK_READERS)
                .named("getShop", TAG, "A <shop>")
                .parameters(LOCATION, LIMIT)
                .answers(Answer.json(200, JsonSchema.object().named("Shop"), "The shop"))
                .problem(ProblemType.NOT_FOUND, "There is no such shop")
                .handledBy(request -> Reply.empty(204));
    }

    private static Api api(Endpoint... endpoints) {
        return new Api("Shops & more", "All about shops.", Tenancy.byHeader(Optional.empty()), List.of(endpoints));
    }

    @Test
    void shouldDocumentWhatItServes() {
        JsonNode document = api(shop()).document().json();

        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        JsonNode operation = document.path("paths").path("/v1/shops/{location}").path("get");
        assertThat(operation.path("operationId").asText()).isEqualTo("getShop");
        assertThat(operation.path("parameters").findValuesAsText("name"))
                .containsExactly("location", "limit", "Millrace-Tenant");
        assertThat(operation.path("responses").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("200", "404", "400", "401", "403", "429", "500", "503");
        assertThat(document.at("/components/schemas").has("Problem")).isTrue();
        assertThat(document.path("paths").has("/openapi")).isTrue();
    }

    @Test
    void shouldShowThePageWithoutAnythingFromElsewhere() {
        String page = api(shop()).document().page();

        assertThat(page).contains("Shops &amp; more").contains("A &lt;shop&gt;").contains("/v1/shops/{location}");
        assertThat(page).doesNotContain("<script").doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void shouldRefuseDeclarationsThatDoNotFit() {
        assertThatThrownBy(() -> Endpoint.get("/v1/{nobody}", Access.STOCK_READERS)
                        .named("x", TAG, "")
                        .handledBy(request -> Reply.empty(204)))
                .hasMessageContaining("not every parameter");
        assertThatThrownBy(() -> api(shop(), shop())).hasMessageContaining("getShop");
    }

    @Test
    void shouldDescribeRecordsAsTheirSchemasDo() {
        JsonSchema sale = AvroSchemas.of(TillEvent.TYPE);

        assertThat(sale.components())
                .containsKeys("TillEvent", "EventHeader", "SaleCompleted", "SaleCompletedBody", "LineKind");
        assertThat(sale.components().get("SaleLine").path("required").toString())
                .isEqualTo("[\"number\",\"kind\",\"quantity\"]");
        assertThat(sale.components().get("LineKind").path("enum").toString()).isEqualTo("[\"SALE\",\"RETURN\"]");
        assertThat(AvroSchemas.of(StockCommand.TYPE).components()).containsKey("StockReservedBody");
    }
}
