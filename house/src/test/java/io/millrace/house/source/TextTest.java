package io.millrace.house.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {
    private static final String LONG_COMMENT = "    /// " + "word ".repeat(22) + "12";

    @Test
    void shouldFindEveryTextFileClean() throws IOException {
        var repository = Repository.here();
        var complaints = new ArrayList<String>();
        for (var file : repository.files()) {
            var text = new String(Files.readAllBytes(repository.root().resolve(file)), UTF_8);
            complaints.addAll(TextRules.complaints(file, text));
        }

        assertThat(complaints).as("texts that break a rule of TextRules").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldComplainWhenTextBreaksARule(String file, String text, String complaint) {
        assertThat(TextRules.complaints(Path.of(file), text))
                .singleElement()
                .asString()
                .startsWith(complaint);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("a.md", "one\r\n", "a.md:1 has a carriage return"),
                arguments("a.md", "one\n\ttwo\n", "a.md:2 has a tab"),
                arguments("a.md", "one \n", "a.md:1 has white space at the end of the line"),
                arguments("a.md", "one\n// TODO more\n", "a.md:2 has a note of unfinished work"),
                arguments("a.md", "as issue 12 asks\n", "a.md:1 has words about how the work was organised"),
                arguments("a.md", "see /work/shared/x\n", "a.md:1 has words about how the work was organised"),
                arguments("A.java", "    Thread.sleep(1);\n", "A.java:1 has Thread.sleep"),
                arguments("A.java", LONG_COMMENT + "3\n", "A.java:1 has a comment of more than 120 columns"),
                arguments("a.md", "one\ntwo", "a.md:2 has no newline at the end of the file"));
    }

    @ParameterizedTest
    @MethodSource("fine")
    void shouldBeContentWhenTextIsFineOrIsNotText(String file, String text) {
        assertThat(TextRules.complaints(Path.of(file), text)).isEmpty();
    }

    static Stream<Arguments> fine() {
        return Stream.of(
                arguments("a.md", "session.timeout.ms of the session of a user; an issue; a todo\n"),
                arguments("a.md", ""),
                arguments("A.java", LONG_COMMENT + "\n"),
                arguments("a.png", "bytes \0 \t \r\n"),
                arguments("Makefile", "all:\n\techo\n"));
    }
}
