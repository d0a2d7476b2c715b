package io.millrace.ledger.history.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.TestDatabases;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Tenancy;
import io.millrace.testkit.PostgresExtension;
import io.millrace.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What history answers, over rows as the sink writes them.
@ExtendWith(PostgresExtension.class)
class HistoryEndpointsIT {
    private static Database database;
    private static LedgerServer server;
    private static CheckedClient client;

    @BeforeAll
    static void open(TestDatabase postgres) throws SQLException {
        database = TestDatabases.open(postgres);
        try (Connection sink = database.sink().getConnection();
                Statement statement = sink.createStatement()) {
            statement.execute("select journal_months(array[date '2026-03-01', date '2026-04-01'])");
            // Received 10, sold 3, and a count of the morning that came in late: it was 8 then, so 2 were gone.
            for (String tenant : List.of("acme", "other")) {
                entry(statement, tenant, 1, "STOCK_RECEIVED", "2026-03-31T08:00Z", "2026-03-31T08:01Z", 10, 10);
                entry(statement, tenant, 2, "SALE_COMPLETED", "2026-04-01T10:00Z", "2026-04-01T10:01Z", -3, 7);
                entry(statement, tenant, 3, "STOCK_COUNTED", "2026-04-01T09:00Z", "2026-04-01T12:00Z", -2, 5);
            }
            for (int i = 0; i < 25; i++) {
                statement.execute("insert into position select 'acme', 's" + i % 5 + "', 'i" + i
                        + "', 0, 1, 1, 1, " + (i - 3) * 1000L
                        + ", 0, 0, 0, 0, 0, 0, 0, null, null, null, "
                        + (i <= 3 ? "'2026-03-0" + (i + 1) + "'" : "null") + ", 1.5, 'EUR'");
            }
            statement.execute("insert into position select 'other', location_id, item_id, 0, 1, 1, 1, 5000,"
                    + " 0, 0, 0, 0, 0, 0, 0 from position where tenant_id = 'acme'");
            statement.execute("insert into item select 'acme', 'i' || n, 0, 1, 'Item', case when n < 4"
                    + " then 'food/fruit' when n = 4 then 'food' else 'foodstuff' end, null, 'EA', 'ACTIVE', 1"
                    + " from generate_series(0, 24) n");
            statement.execute("insert into demand_day select 'acme', 'store-1', 'milk', date '2026-04-01' + n, 0, 1,"
                    + " n, 0, n * 1.25, 1.25, 'EUR', null, 1, 600, 720, true, false, 1 from generate_series(0, 4) n");
        }
        server = LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1",
                0,
                List.of(),
                Map.of(),
                Tenancy.byHeader(Optional.of(TenantId.of("acme"))),
                new HistoryEndpoints(new HistoryQueries(database.tenants())).endpoints()));
        client = new CheckedClient(server.url());
    }

    private static void entry(
            Statement statement, String tenant, int sequence, String kind, String at, String in, int change, int free)
            throws SQLException {
        statement.execute("insert into journal (tenant_id, location_id, item_id, kafka_partition, sequence, line,"
                + " event_id, kind, occurred_at, recorded_at, effective_at, free_change, reserved_change,"
                + " damaged_change, quarantined_change, in_transit_change, on_order_change, free, reserved, damaged,"
                + " quarantined, in_transit, on_order, version, movements, flags) values ('" + tenant
                + "', 'store-1', 'milk', " + (tenant.equals("acme") ? 0 : 1) + ", " + sequence
                + ", 0, gen_random_uuid(), '" + kind + "', '" + at + "', '" + in + "', '" + at + "', " + change
                + ", 0, 0, 0, 0, 0, " + free + ", 0, 0, 0, 0, 0, " + sequence + ", '', '')");
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
        database.close();
    }

    @Test
    void shouldTellBothMeaningsOfATimeWhenAnEventCameInLate() throws SQLException {
        // given
        HistoryQueries queries = new HistoryQueries(database.tenants());
        var store = LocationId.of("store-1");
        var milk = Sku.of("milk");
        var at = Instant.parse("2026-04-01T11:00:00Z");

        // when
        var known = queries.position(TenantId.of("acme"), store, milk, at, HistoryQueries.Meaning.KNOWN);
        var isTrue = queries.position(TenantId.of("acme"), store, milk, at, HistoryQueries.Meaning.TRUE);
        var earlier = queries.position(
                TenantId.of("acme"), store, milk, Instant.parse("2026-04-01T09:30:00Z"), HistoryQueries.Meaning.TRUE);
        var before = queries.position(
                TenantId.of("acme"), store, milk, Instant.parse("2026-03-01T00:00:00Z"), HistoryQueries.Meaning.KNOWN);

        // then
        assertThat(known.orElseThrow().get("free").intValue()).isEqualTo(7);
        assertThat(isTrue.orElseThrow().get("free").intValue()).isEqualTo(5);
        assertThat(earlier.orElseThrow().get("free").intValue()).isEqualTo(8);
        assertThat(before).isEmpty();
    }

    @Test
    void shouldPageTheJournalFromTheNewestWhenAskedInSmallPages() {
        // when
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ask("/v1/positions/store-1/milk/journal?limit=1" + next);
            page.get("entries").forEach(entry -> seen.add(entry.get("kind").textValue()));
            next = page.has("next") ? "&cursor=" + page.get("next").textValue() : "";
        } while (!next.isEmpty());

        // then
        assertThat(seen).containsExactly("SALE_COMPLETED", "STOCK_COUNTED", "STOCK_RECEIVED");
        assertThat(ask("/v1/journal?item=milk&kind=SALE_COMPLETED&from=2026-04-01T00:00:00Z")
                        .get("entries"))
                .hasSize(1);
        assertThat(client.get("/v1/journal").statusCode()).isEqualTo(400);
        assertThat(client.get("/v1/journal?item=milk&cursor=1_2'%20or%20true").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldListEveryPositionOnceWhateverTheOrder() {
        for (String sort : List.of("location", "item", "available", "available-down")) {
            // when
            List<String> seen = all("/v1/positions?limit=7&sort=" + sort);

            // then
            assertThat(seen).as(sort).hasSize(25).doesNotHaveDuplicates();
        }
        assertThat(all("/v1/positions?limit=3&sort=longest-out"))
                .containsExactly("s0 i0 -3", "s1 i1 -2", "s2 i2 -1", "s3 i3 0");
        assertThat(all("/v1/positions?limit=3&sort=available&state=below-zero"))
                .containsExactly("s0 i0 -3", "s1 i1 -2", "s2 i2 -1");
        assertThat(all("/v1/positions?limit=2&category=food")).hasSize(5);
        assertThat(all("/v1/positions?location=s1&state=in-stock")).hasSize(4);
        assertThat(ask("/v1/positions?category=food%27%20or%20true--").get("positions"))
                .isEmpty();
    }

    @Test
    void shouldTellTheDemandOfDaysWhenAskedForSome() {
        // when
        JsonNode first = ask("/v1/positions/store-1/milk/demand?from=2026-04-02&limit=2");
        JsonNode second = ask("/v1/positions/store-1/milk/demand?from=2026-04-02&limit=2&cursor="
                + first.get("next").textValue());

        // then
        assertThat(first.get("days").findValuesAsText("units")).containsExactly("1", "2");
        assertThat(second.get("days").findValuesAsText("units")).containsExactly("3", "4");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void shouldTellNothingOfAnotherTenantWhenItIsNotNamed() {
        // when
        List<String> seen = all("/v1/positions?limit=1000");

        // then
        assertThat(seen).noneMatch(row -> row.endsWith(" 5") && !row.startsWith("s3 i8"));
        assertThat(ask("/v1/journal?item=milk").get("entries")).hasSize(3);
        assertThat(ask("/v1/proof/history").get("checks")).isEmpty();
    }

    private static JsonNode ask(String path) {
        return CheckedClient.json(client.get(path));
    }

    private static List<String> all(String path) {
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ask(path + next);
            page.get("positions")
                    .forEach(row -> seen.add(row.get("location").textValue() + " "
                            + row.get("item").textValue() + " "
                            + row.get("available").asText()));
            next = page.has("next") ? "&cursor=" + page.get("next").textValue() : "";
        } while (!next.isEmpty());
        return seen;
    }
}
