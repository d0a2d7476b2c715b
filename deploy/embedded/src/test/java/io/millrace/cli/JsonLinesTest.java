package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.config.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
    @Test
    void shouldWriteOneObjectALine() throws IOException {
        LoggingEvent event = new LoggingEvent(
                "",
                new LoggerContext().getLogger("io.millrace.x"),
                Level.WARN,
                "lane {} \"late\"\n",
                null,
                new Object[] {"a|b"});
        event.setInstant(Instant.parse("2026-11-20T08:00:00Z"));
        event.setMDCPropertyMap(Map.of("tenant", "acme"));
        event.addKeyValuePair(new KeyValuePair("offset", 7));

        String line = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);

        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(json.get("time").textValue()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(json.get("level").textValue()).isEqualTo("WARN");
        assertThat(json.get("message").textValue()).isEqualTo("lane a|b \"late\"\n");
        assertThat(json.at("/fields/tenant").textValue()).isEqualTo("acme");
        assertThat(json.at("/fields/offset").textValue()).isEqualTo("7");
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void shouldKeepTheTraceInsideTheLine() throws IOException {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("x"), Level.ERROR, "failed", new IOException("disk is full"), null);
        event.setMDCPropertyMap(Map.of());

        String line = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);

        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(line).containsOnlyOnce("\n");
        assertThat(json.get("error").textValue())
                .startsWith("java.io.IOException: disk is full")
                .contains("\tat ");
    }

    @Test
    void shouldKeepLibrariesQuieterThanOurselves() {
        assertThat(Logging.libraries(Log.Level.INFO)).isEqualTo(Level.WARN);
        assertThat(Logging.libraries(Log.Level.DEBUG)).isEqualTo(Level.INFO);
        assertThat(Logging.libraries(Log.Level.ERROR)).isEqualTo(Level.ERROR);
    }
}
