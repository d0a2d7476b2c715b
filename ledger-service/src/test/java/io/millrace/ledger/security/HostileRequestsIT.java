package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.Transport;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that mean no good: each is answered, soon, with the right status, and tells nothing of the inside.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileRequestsIT {
    private static final Transport CROWDED =
            new Transport(Optional.empty(), Set.of("https://plan.example.com"), true, 20, Duration.ofSeconds(5));
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final Limits NARROW = new Limits(30, 20, 10);

    @TempDir
    private Path folder;

    private Premises premises;
    private CheckedClient client;
    private String[] admin;

    @BeforeEach
    void start() throws IOException {
        premises = new Premises(folder, NARROW, CROWDED, List.of());
        client = premises.client();
        admin = premises.token("acme", "admin");
    }

    @AfterEach
    void stop() {
        client.close();
        premises.close();
    }

    @Test
    void shouldRefuseBodiesThatNoReaderShouldRead() {
        assertThat(post("[".repeat(1_000)).body()).contains("nesting depth");
        assertThat(post("{\"name\":\"a\",\"name\":\"b\",\"roles\":[\"pos\"]}").body())
                .contains("Duplicate");
        assertThat(post("{\"name\":\"" + "x".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(post("{\"name\":\"" + "1".repeat(10) + "\",\"roles\":" + "9".repeat(5_000) + "}")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> notText = client.ask(
                "POST",
                "/v1/api-keys",
                BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}),
                admin[0],
                admin[1],
                "Content-Type",
                "application/json");
        assertThat(notText.statusCode()).isEqualTo(400);
        for (String body : List.of("", "null", "[]", "{", "{} {}", "\"x\"")) {
            HttpResponse<String> answer = post(body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body())
                    .contains("invalid-request")
                    .doesNotContain("jackson")
                    .doesNotContain("java.");
        }
    }

    @Test
    void shouldTakeTextForTextWhateverItSays() {
        assertThat(post("{\"name\":\"till\\r\\nSet-Cookie: a=b\",\"roles\":[\"pos\"]}")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> made = post("{\"name\":\"'; drop table api_keys; --\",\"roles\":[\"pos\"]}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(premises.store.list(io.millrace.domain.TenantId.of("acme")))
                .extracting(ApiKey::name)
                .containsExactly("'; drop table api_keys; --");
    }

    @Test
    void shouldNotBeLedAstrayByPaths() throws IOException {
        for (String path : List.of(
                "/v1/../v1/api-keys",
                "/v1/%2e%2e/etc/passwd",
                "/v1//api-keys",
                "/v1/api-keys/%00",
                "/v1/api-keys/..%2f..",
                "/v1/api-keys;a=b/x")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|401|404|405) .*");
            assertThat(answer)
                    .doesNotContain("Exception")
                    .doesNotContain("io.millrace")
                    .doesNotContain("io.helidon");
        }
    }

    @Test
    void shouldRefuseHeadersThatAreTooLargeOrBroken() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4(00|31) .*");
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(raw("nonsense\r\n\r\n")).matches("(?s)(HTTP/1.1 400 .*)?");
        assertThat(
                        raw(
                                "POST /v1/api-keys HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4\\d\\d .*");
    }

    @Test
    void shouldNotAnswerToOtherNamesNorToPagesFromElsewhere() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
        String post = "POST /v1/api-keys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n";
        assertThat(raw(post + "Origin: https://evil.example.com\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(raw(post + "Origin: null\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(raw(post + "Origin: https://plan.example.com\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("Access-Control-Allow-Origin: https://plan.example.com");
        String preflight = String.join(
                "\r\n",
                "OPTIONS /v1/api-keys HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Access-Control-Request-Method: POST",
                "");
        assertThat(raw(preflight + "Origin: https://plan.example.com\r\n\r\n")).startsWith("HTTP/1.1 204 ");
        assertThat(raw(preflight + "Origin: https://evil.example.com\r\n\r\n"))
                .doesNotContainIgnoringCase("Access-Control-Allow");
    }

    @Test
    void shouldTellBrowsersToBeCareful() {
        HttpResponse<String> answer = client.get("/openapi");

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(client.document()
                        .at("/components/securitySchemes/token/scheme")
                        .asText())
                .isEqualTo("bearer");
        assertThat(client.document().at("/paths/~1v1~1api-keys/post/security").size())
                .isEqualTo(2);
    }

    @Test
    void shouldSlowDownWhoGuesses() {
        int refusedSoon = 0;
        HttpResponse<String> last = null;
        for (int i = 0; i < 15; i++) {
            last = client.get("/v1/api-keys", "Millrace-Api-Key", "mrk.YWNtZQ.0123456789abcdef." + "A".repeat(43));
            refusedSoon += last.statusCode() == 401 ? 1 : 0;
        }

        assertThat(refusedSoon).isBetween(10, 11);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldLimitWhatAKeyMayAskAndNobodyElse(@TempDir Path other) throws IOException {
        Limits one = new Limits(1_000, 1, 10);
        try (Premises narrow = new Premises(other, one, CROWDED, List.of());
                CheckedClient asking = narrow.client()) {
            String[] key = narrow.key("acme", "store-1", Role.ADMIN);
            int limited = 0;
            for (int i = 0; i < 20; i++) {
                limited += asking.get("/v1/api-keys", key).statusCode() == 429 ? 1 : 0;
            }

            assertThat(limited).isPositive();
            assertThat(asking.get("/v1/api-keys", narrow.token("acme", "admin")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldLimitWhatATenantMayAskAndNobodyElse(@TempDir Path other) throws IOException {
        Limits one = new Limits(1, 1_000, 10);
        try (Premises narrow = new Premises(other, one, CROWDED, List.of());
                CheckedClient asking = narrow.client()) {
            int limited = 0;
            for (int i = 0; i < 20; i++) {
                limited += asking.get("/v1/api-keys", narrow.token("acme", "admin"))
                                        .statusCode()
                                == 429
                        ? 1
                        : 0;
            }

            assertThat(limited).isPositive();
            assertThat(asking.get("/v1/api-keys", narrow.token("other", "admin"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HT",
                "GET /openapi HTTP/1.1\r\nHost: localhost\r\nX-",
                "GET /openapi HTTP/1.1\r\nHost: localhost\r\n\r\nGET",
                "POST /v1/api-keys HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100\r\nWHO\r\n{\"name\": "
            })
    void shouldLetGoOfClientsThatFallSilent(String begin, @TempDir Path other) throws IOException {
        Transport impatient = new Transport(Optional.empty(), Set.of(), true, 20, Duration.ofMillis(400));
        try (Premises narrow = new Premises(other, NARROW, impatient, List.of());
                Socket silent = new Socket(narrow.url().getHost(), narrow.url().getPort())) {
            String[] token = narrow.token("acme", "admin");
            silent.setSoTimeout(30_000);
            silent.getOutputStream()
                    .write(begin.replace("WHO", token[0] + ": " + token[1] + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            silent.getOutputStream().flush();

            String answer = new String(silent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).doesNotContain("Exception").doesNotContain(" 500 ");
            if (begin.startsWith("POST")) {
                assertThat(answer).startsWith("HTTP/1.1 408").contains("urn:millrace:problem:too-slow");
            }
        }
    }

    @Test
    void shouldStillServeItsClientsWhenConnectionsFloodIn() throws IOException {
        List<Socket> flood = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                flood.add(new Socket(premises.url().getHost(), premises.url().getPort()));
            }
            assertThat(client.get("/openapi").statusCode()).isEqualTo(200);
        } finally {
            for (Socket one : flood) {
                one.close();
            }
        }
    }

    private HttpResponse<String> post(String body) {
        return client.post("/v1/api-keys", body, admin);
    }

    /// One answer, or what there is of it when the service hangs up.
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(premises.url().getHost(), premises.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                answer.append((char) letter);
                if (isWhole(answer)) {
                    break;
                }
            }
            return answer.toString();
        } catch (SocketException hungUp) {
            return "";
        }
    }

    private static boolean isWhole(StringBuilder answer) {
        int head = answer.indexOf("\r\n\r\n");
        Matcher length = LENGTH.matcher(answer);
        if (head < 0) {
            return false;
        }
        return !length.find() || answer.length() - head - 4 >= Integer.parseInt(length.group(1));
    }
}
