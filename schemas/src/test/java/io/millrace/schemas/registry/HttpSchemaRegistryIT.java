package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.schemas.registry.FakeRegistry.Asked;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryIT {
    private static final Schema LINE = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Line\",\"namespace\":\"t\",\"doc\":\"one ä line\",\"fields\":["
                    + "{\"name\":\"sku\",\"type\":\"string\"}]}");

    private final List<Long> pauses = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private FakeRegistry first;
    private FakeRegistry second;

    @BeforeEach
    void start() throws IOException {
        first = FakeRegistry.start();
        second = FakeRegistry.start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private RegistryOptions options() {
        return RegistryOptions.of(first.url()).withTimeouts(5_000, 20_000, 60_000);
    }

    private RegistryOptions bothNodes() {
        return RegistryOptions.of(first.url(), second.url()).withTimeouts(5_000, 20_000, 60_000);
    }

    /// Pauses pass at once, and the clock knows of nothing but pauses.
    private HttpSchemaRegistry client(RegistryOptions options) {
        return new HttpSchemaRegistry(RegistryTransport.open(
                options, new RegistryTransport.Waiting(nanos::get, () -> 0.0, millis -> {
                    pauses.add(millis);
                    nanos.addAndGet(millis * 1_000_000);
                    return false;
                })));
    }

    private static SchemaRegistryException refusal(Runnable call) {
        return catchThrowableOfType(SchemaRegistryException.class, call::run);
    }

    @Test
    void shouldPostSchemaWhenRegistering() {
        first.says(200, "{\"id\":7}");

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(registry.register("a/b c|ä-value", LINE)).isEqualTo(7);
        }

        Asked asked = first.asked().getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.path()).isEqualTo("/subjects/a%2Fb%20c%7C%C3%A4-value/versions");
        assertThat(asked.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(asked.body()).contains("one ä line").startsWith("{\"schema\":\"{\\\"type\\\":\\\"record\\\"");
    }

    @Test
    void shouldKeepPathWhenBaseUrlHasOne() {
        first.says(200, "{\"id\":7}");

        try (HttpSchemaRegistry registry = client(RegistryOptions.of(first.url() + "/apis/ccompat/v7/"))) {
            registry.register("s", LINE);
        }

        assertThat(first.asked().getFirst().path()).isEqualTo("/apis/ccompat/v7/subjects/s/versions");
    }

    @Test
    void shouldFindRegistrationAndLatest() {
        String line = LINE.toString().replace("\"", "\\\"");
        first.says(200, "{\"subject\":\"s\",\"version\":2,\"id\":9,\"schema\":\"ignored\"}")
                .says(200, "{\"subject\":\"s\",\"version\":3,\"id\":11,\"schema\":\"" + line + "\"}");

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(registry.find("s", LINE)).contains(new RegisteredSchema("s", 2, 9, LINE));
            assertThat(registry.latest("s")).contains(new RegisteredSchema("s", 3, 11, LINE));
        }
    }

    @Test
    void shouldAnswerNothingWhenRegistrySaysNotFound() {
        first.says(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}")
                .says(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}")
                .says(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(registry.find("s", LINE)).isEmpty();
            assertThat(registry.latest("s")).isEmpty();
            assertThat(registry.incompatibilities("s", LINE)).isEmpty();
        }
    }

    @Test
    void shouldTellIncompatibilities() {
        first.says(200, "{\"is_compatible\":false,\"messages\":[\"field x\",\"field y\"]}")
                .says(200, "{\"is_compatible\":false}")
                .says(200, "{\"is_compatible\":true,\"messages\":[]}");

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(registry.incompatibilities("s", LINE)).containsExactly("field x", "field y");
            assertThat(registry.incompatibilities("s", LINE)).isNotEmpty();
            assertThat(registry.incompatibilities("s", LINE)).isEmpty();
        }
        assertThat(first.asked().getFirst().path()).isEqualTo("/compatibility/subjects/s/versions?verbose=true");
    }

    @Test
    void shouldFetchReferencesFirstWhenSchemaHasThem() {
        first.says(200, """
                        {"schema":"{\\"type\\":\\"array\\",\\"items\\":\\"t.Line\\"}",
                         "references":[{"name":"t.Line","subject":"line s","version":4}]}""").says(200, """
                        {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"Line\\",\\"namespace\\":\\"t\\",\\"fields\\":[{\\"name\\":\\"unit\\",\\"type\\":\\"t.Unit\\"}]}",
                         "references":[{"name":"t.Unit","subject":"unit","version":1}]}""").says(200, """
                        {"schema":"{\\"type\\":\\"enum\\",\\"name\\":\\"t.Unit\\",\\"symbols\\":[\\"KG\\"]}"}""");

        Schema schema;
        try (HttpSchemaRegistry registry = client(options())) {
            schema = registry.schemaById(3);
        }

        assertThat(schema.getElementType().getField("unit").schema().getEnumSymbols())
                .containsExactly("KG");
        assertThat(first.asked())
                .extracting(Asked::path)
                .containsExactly(
                        "/schemas/ids/3",
                        "/subjects/line%20s/versions/4?deleted=true",
                        "/subjects/unit/versions/1?deleted=true");
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, basic.auth.user.info",
        "403, UNAUTHORIZED, right",
        "409, INCOMPATIBLE, older versions",
        "422, INVALID, 422",
        "400, INVALID, 400",
        "404, INVALID, there is no schema registry at",
        "415, INVALID, 415",
    })
    void shouldAskOnceWhenRegistryRefuses(int status, Reason reason, String hint) {
        first.says(status, "{\"error_code\":" + status * 10 + ",\"message\":\"because\"}");

        SchemaRegistryException refusal;
        try (HttpSchemaRegistry registry = client(bothNodes())) {
            refusal = refusal(() -> registry.register("sales", LINE));
        }

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContainingAll(first.url(), "sales", hint);
        assertThat(first.asked()).hasSize(1);
        assertThat(second.asked()).isEmpty();
    }

    @Test
    void shouldNameIdWhenItIsUnknown() {
        first.says(404, "{\"error_code\":40403,\"message\":\"Schema 5 not found\"}");

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(refusal(() -> registry.schemaById(5)))
                    .hasMessageContainingAll("schema id 5", first.url(), "Schema 5 not found")
                    .returns(Reason.NOT_FOUND, SchemaRegistryException::reason);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void shouldAskNextNodeAtOnceWhenOneFails(int status) {
        first.says(status, "{\"message\":\"overloaded\"}");
        second.says(200, "{\"id\":7}").says(200, "{\"id\":8}");

        try (HttpSchemaRegistry registry = client(bothNodes())) {
            assertThat(registry.register("s", LINE)).isEqualTo(7);
            assertThat(registry.register("t", LINE))
                    .as("stays with the node that works")
                    .isEqualTo(8);
        }

        assertThat(first.asked()).hasSize(1);
        assertThat(second.asked()).hasSize(2);
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldAskAllNodesAgainAfterGrowingPausesWhenAllFail() {
        first.says(500, "{}").says(500, "{}").says(500, "{}");
        second.says(500, "{}").says(500, "{}").says(200, "{\"id\":7}");

        try (HttpSchemaRegistry registry = client(bothNodes())) {
            assertThat(registry.register("s", LINE)).isEqualTo(7);
        }

        assertThat(first.asked()).hasSize(3);
        assertThat(second.asked()).hasSize(3);
        assertThat(pauses).containsExactly(200L, 400L);
    }

    @Test
    void shouldGiveUpWhenRetriesAreUsedUp() {
        IntStream.range(0, 9).forEach(i -> first.says(500, "{\"message\":\"disk full\"}"));

        try (HttpSchemaRegistry registry = client(options().withRetries(2, 50))) {
            assertThat(refusal(() -> registry.schemaById(1)))
                    .hasMessageContainingAll(first.url(), "500", "disk full", "3 times", "schema id 1")
                    .returns(Reason.UNAVAILABLE, SchemaRegistryException::reason);
        }

        assertThat(first.asked()).hasSize(3);
    }

    @Test
    void shouldGiveUpWhenTotalTimeIsUsedUp() {
        IntStream.range(0, 99).forEach(i -> first.says(500, "{}"));

        try (HttpSchemaRegistry registry =
                client(options().withTimeouts(1_000, 1_000, 10_000).withRetries(90, 2_000))) {
            assertThat(refusal(() -> registry.schemaById(1)).reason()).isEqualTo(Reason.UNAVAILABLE);
        }

        assertThat(pauses).as("2 s, 4 s; the next 8 s would be too late").containsExactly(2_000L, 4_000L);
        assertThat(first.asked()).hasSize(3);
    }

    @Test
    void shouldWaitAsLongAsAskedWhenRegistryIsBusy() {
        first.saysRetryAfter(429, "7").saysRetryAfter(503, "3").says(200, "{\"id\":7}");
        second.says(500, "{}");

        try (HttpSchemaRegistry registry = client(bothNodes())) {
            assertThat(registry.register("s", LINE)).isEqualTo(7);
        }

        assertThat(pauses)
                .as("429 is for all nodes; of a 503's 3 s and a 500's 400 ms the shorter")
                .containsExactly(7_000L, 400L);
        assertThat(second.asked()).hasSize(1);
    }

    @Test
    void shouldNotWaitWhenRegistryAsksForLongerThanThereIsTime() {
        first.saysRetryAfter(429, "3600");

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(refusal(() -> registry.schemaById(1)).reason()).isEqualTo(Reason.UNAVAILABLE);
        }

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>please log in</html>", "", "[1,2]", "{\"id\":", "null"})
    void shouldAskNextNodeWhenAnswerIsGarbage(String garbage) {
        first.says(200, garbage);
        second.says(200, "{\"id\":7}");

        try (HttpSchemaRegistry registry = client(bothNodes())) {
            assertThat(registry.register("s", LINE)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"x\"}", "{\"id\":0}", "{\"id\":1.5}", "{\"id\":99999999999}"})
    void shouldRefuseAnswerWhenItHasNoId(String answer) {
        first.says(200, answer);

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(refusal(() -> registry.register("s", LINE)))
                    .hasMessageContainingAll("'id'", "Confluent")
                    .returns(Reason.INVALID, SchemaRegistryException::reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}",
                "{\"schema\":\"\\\"t.X\\\"\"}",
                "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}",
                "{}"
            })
    void shouldRefuseSchemaWhenItIsNotReadableAvro(String answer) {
        first.says(200, answer);

        try (HttpSchemaRegistry registry = client(options())) {
            assertThat(refusal(() -> registry.schemaById(1)))
                    .hasMessageContaining("schema id 1")
                    .returns(Reason.INVALID, SchemaRegistryException::reason);
        }
    }

    @Test
    void shouldNotFollowRedirectWhenOneIsGiven() {
        first.says(exchange -> {
            exchange.getResponseHeaders().add("Location", second.url() + "/elsewhere");
            FakeRegistry.send(exchange, 301, "");
        });

        try (HttpSchemaRegistry registry =
                client(options().withCredentials(new RegistryCredentials.Basic("me", "secret")))) {
            assertThat(refusal(() -> registry.schemaById(1)))
                    .hasMessageContainingAll(second.url() + "/elsewhere", "schema.registry.url")
                    .hasMessageNotContaining("secret");
        }

        assertThat(second.asked()).isEmpty();
    }

    @Test
    void shouldSendCredentials() {
        first.says(200, "{\"id\":1}").says(200, "{\"id\":1}");

        try (HttpSchemaRegistry basic = client(options().withCredentials(new RegistryCredentials.Basic("me", "pa:ß")));
                HttpSchemaRegistry bearer =
                        client(options().withCredentials(new RegistryCredentials.Bearer("t.o-k")))) {
            basic.register("s", LINE);
            bearer.register("s", LINE);
        }

        assertThat(first.asked())
                .extracting(Asked::authorization)
                .containsExactly("Basic bWU6cGE6w58=", "Bearer t.o-k");
    }
}
