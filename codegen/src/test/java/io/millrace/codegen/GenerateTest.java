package io.millrace.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeARecordAnEnumAndASealedInterface() throws IOException {
        generate("""
                namespace a.b;
                schema Event;
                /** Kinds. */
                enum Kind { UNKNOWN, GOOD } = UNKNOWN;
                /** One. */
                record One { /** How good. */ Kind kind; }
                /** Two. */
                record Two { /** How much. */ decimal(18,3)? amount = null; }
                /** An event. */
                record Event { /** What. */ union { One, Two } body; }
                """);

        assertThat(java("Event"))
                .contains("public sealed interface Body extends AvroRecord permits a.b.One, a.b.Two {}")
                .contains("public static final AvroType<Event> TYPE");
        assertThat(java("One")).contains(") implements a.b.Event.Body {").contains("a.b.Kind.at(source.readInt())");
        assertThat(java("Two")).contains("io.millrace.domain.@org.jspecify.annotations.Nullable Quantity amount");
        assertThat(java("Kind")).contains("    UNKNOWN,\n    GOOD;");
        assertThat(Files.readString(folder.resolve("resources/a/b/Event.avsc"))).contains("\"doc\" : \"An event.\"");
    }

    @Test
    void shouldLeaveAnUnchangedFileAlone() throws IOException {
        String source = "namespace a; schema R; /** R. */ record R { /** S. */ string s; }";
        generate(source);
        FileTime longAgo = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(folder.resolve("java/a/R.java"), longAgo);

        generate(source);

        assertThat(Files.getLastModifiedTime(folder.resolve("java/a/R.java"))).isEqualTo(longAgo);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "/** R. */ record R { string s; } # a.R.s is not documented",
                "record R { /** S. */ string s; } # is documented",
                "/** R. */ record R { /** E. */ E e; } /** E. */ enum E { A } # a.E needs a default symbol",
                "/** R. */ record R { /** D. */ decimal(10,2) d; } # decimals are (18,3) for quantities or (18,4) for money",
                "/** R. */ record R { /** T. */ timestamp_ms t; } # the contract does not use",
                "/** R. */ record R { /** U. */ union { string, long } u; } # a union may list several records",
                "/** R. */ record R { /** U. */ union { b.X, b.Y } u; } # which is in another namespace",
            })
    void shouldRefuseWhatTheContractDoesNotAllow(String declarations, String why) {
        String others = "/** X. */ @namespace(\"b\") record X {} /** Y. */ @namespace(\"b\") record Y {}";

        assertThatThrownBy(() -> generate("namespace a; schema R; " + declarations + " " + others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private void generate(String idl) throws IOException {
        Path avdl = Files.createDirectories(folder.resolve("avdl")).resolve("test.avdl");
        Files.writeString(avdl, idl);
        Generate.run(avdl.getParent(), folder.resolve("java"), folder.resolve("resources"));
    }

    private String java(String name) throws IOException {
        return Files.readString(folder.resolve("java/a/b/" + name + ".java"));
    }
}
