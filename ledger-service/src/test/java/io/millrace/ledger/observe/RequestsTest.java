package io.millrace.ledger.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.RequestWatch;
import io.millrace.ledger.http.RequestWatch.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestWatch requests = new Requests(registry, Traces.off());

    @AfterEach
    void forget() {
        MDC.clear();
    }

    @Test
    void shouldTimeByRouteAndStatusAndNeverByWhatWasAsked() {
        RequestWatch.Watched route = requests.endpoint("GET", "/v1/positions/{location}/{item}");

        try (Visit visit = route.begin(headers(Map.of()))) {
            visit.answered(200);
        }
        try (Visit visit = route.begin(headers(Map.of()))) {
            assertThat(visit.id()).isNotEmpty(); // it fails before it has an answer
        }

        assertThat(timer("200").count()).isEqualTo(1);
        assertThat(timer("500").count()).isEqualTo(1);
        assertThat(registry.find(Requests.TIMER).timers()).hasSize(2);
    }

    private Timer timer(String status) {
        return registry.get(Requests.TIMER)
                .tags("method", "GET", "route", "/v1/positions/{location}/{item}", "status", status)
                .timer();
    }

    @Test
    void shouldHaveTheLogSayWhichRequestTenantAndTraceItIsAbout() {
        RequestWatch.Watched route = requests.endpoint("GET", "/v1/proof");
        MDC.put("left", "over");

        try (Visit visit = route.begin(headers(
                Map.of(RequestWatch.ID_HEADER, "order-7", Traces.HEADER, "00-" + TRACE + "-b7ad6b7169203331-00")))) {
            visit.tenant(TenantId.of("acme"));

            assertThat(visit.id()).isEqualTo("order-7");
            assertThat(MDC.getCopyOfContextMap())
                    .isEqualTo(Map.of("request", "order-7", "tenant", "acme", "trace", TRACE));
        }
    }

    @Test
    void shouldNameARequestItselfWhenItsNameCouldForgeALogLine() {
        RequestWatch.Watched route = requests.endpoint("GET", "/v1/proof");

        String first = id(route, "a\n{\"level\":\"ERROR\"}");
        String second = id(route, "x".repeat(65));

        assertThat(first).matches("[0-9a-f]{8}-1");
        assertThat(second).matches("[0-9a-f]{8}-2");
    }

    private static String id(RequestWatch.Watched route, String given) {
        try (Visit visit = route.begin(headers(Map.of(RequestWatch.ID_HEADER, given)))) {
            return visit.id();
        }
    }

    private static Function<String, Optional<String>> headers(Map<String, String> headers) {
        return name -> Optional.ofNullable(headers.get(name));
    }
}
