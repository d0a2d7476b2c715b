package io.millrace.house.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.FormatterException;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void shouldFindEverySourceInItsOneForm() {
        var findings = new Format(Repository.here()).findings();

        assertThat(findings.stream().map(FormatTest::line))
                .as("Java sources that are not in their one form; ./format rewrites them")
                .isEmpty();
    }

    @Test
    void shouldFormatCodeAndImportsWhenSyntaxIsOfToday() throws FormatterException {
        var formatted = new JavaFormat().format("""
                package a;
                import java.util.Set;
                import java.util.Map;
                class A { record P(int x, int y) {}
                  static int f(Object o) { return switch (o) { case P(int x, int _) when x > 0 -> x; default -> 0; }; }
                  Map<String, String> m; }
                """);

        assertThat(formatted).isEqualTo("""
                package a;

                import java.util.Map;

                class A {
                    record P(int x, int y) {}

                    static int f(Object o) {
                        return switch (o) {
                            case P(int x, int _) when x > 0 -> x;
                            default -> 0;
                        };
                    }

                    Map<String, String> m;
                }
                """);
    }

    @Test
    void shouldKeepMarkdownCommentsWhenLinesAreAsLongAsTheyMayBe() throws FormatterException {
        var longLine = "/// " + "word ".repeat(22) + "last.";
        var source = """
                import java.util.List;

                class A {
                    /// A list, [List], of
                    ///   - items
                    ///
                    LONG
                    /// ```
                    /// code( );
                    /// ```
                    int a;
                }
                """.replace("LONG", longLine);

        assertThat(new JavaFormat().format(source)).isEqualTo(source);
    }

    @Test
    void shouldIndentMarkdownCommentsWithTheCodeTheyDescribe() throws FormatterException {
        var formatted = new JavaFormat().format("class A {\n/// Words.\n      /// More.\nint a;\n}\n");

        assertThat(formatted).isEqualTo("class A {\n    /// Words.\n    /// More.\n    int a;\n}\n");
    }

    private static String line(Format.Finding finding) {
        return switch (finding) {
            case Format.Finding.Unformatted(var file, var _) -> file.toString();
            case Format.Finding.Unreadable(var file, var reason) -> file + " cannot be read: " + reason;
        };
    }
}
