package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// The walk through the HTTP interface, as the guide has it, with the real curl against a real demo.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ApiGuideE2EIT {
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\\s+```json\n(.*?)```", Pattern.DOTALL);
    private static final String SHOWN_DATE = "2026-11-20";
    private static final String ANYTHING = "…";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerAsTheGuideSays() throws IOException, InterruptedException {
        Matcher steps = STEP.matcher(Files.readString(guide()));
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        int done = 0;
        try (DemoProcess demo = DemoProcess.start(folder.resolve("data"))) {
            while (steps.find()) {
                String said = run(steps.group(1)
                        .replace("http://127.0.0.1:8080", demo.serviceUrl())
                        .replace(SHOWN_DATE, yesterday));
                requireLike(MAPPER.readTree(steps.group(2)), last(said), steps.group(1) + "\n" + said);
                done++;
            }
            assertThat(demo.terminate()).isZero();
        }
        assertThat(done).isEqualTo(19);
    }

    private static Path guide() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("docs/guides/api.md"))) {
            here = here.getParent();
        }
        return here.resolve("docs/guides/api.md");
    }

    private String run(String script) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process shell = new ProcessBuilder(List.of("bash", "-eu", "-c", script))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).as(script).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(script + "\n" + said).isZero();
        return said;
    }

    private static JsonNode last(String said) throws IOException {
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(said)) {
            return values.readAll().getLast();
        }
    }

    /// What is shown is there; there may be more.
    private static void requireLike(JsonNode shown, JsonNode said, String what) {
        if (shown.isObject()) {
            for (Map.Entry<String, JsonNode> field : shown.properties()) {
                assertThat(said.has(field.getKey()))
                        .as(field.getKey() + " in " + what)
                        .isTrue();
                requireLike(field.getValue(), said.path(field.getKey()), what);
            }
        } else if (shown.isArray()) {
            assertThat(said.size()).as(what).isEqualTo(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                requireLike(shown.get(i), said.path(i), what);
            }
        } else if (!shown.asText().equals(ANYTHING)) {
            assertThat(said.asText()).as(what).isEqualTo(shown.asText());
        }
    }
}
