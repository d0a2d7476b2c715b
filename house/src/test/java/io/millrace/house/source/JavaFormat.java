package io.millrace.house.source;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one form of Java source: palantir-java-format with its imports in order and the unused ones gone.
///
/// Markdown comments (`///`) keep their words and their line breaks; only their indentation is formatted. The
/// formatter counts the indentation of all but the first line of such a comment twice, and breaks a line that it
/// believes too long into one that is not a comment at all.
final class JavaFormat {
    private static final Pattern MARKDOWN_COMMENT = Pattern.compile("^(\\s*+)(///.*)$", Pattern.MULTILINE);
    private static final Pattern PLACEHOLDER = Pattern.compile("^(\\s*+)/// (\\d+)$", Pattern.MULTILINE);

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    String format(String source) throws FormatterException {
        var withImports = formatter.fixImports(source);
        var comments = new ArrayList<String>();
        var masked = MARKDOWN_COMMENT.matcher(withImports).replaceAll(comment -> {
            comments.add(comment.group(2).stripTrailing());
            return Matcher.quoteReplacement(comment.group(1) + "/// " + (comments.size() - 1));
        });
        return unmasked(formatter.formatSource(masked), comments);
    }

    private static String unmasked(String formatted, List<String> comments) {
        return PLACEHOLDER
                .matcher(formatted)
                .replaceAll(placeholder -> Matcher.quoteReplacement(
                        placeholder.group(1) + comments.get(Integer.parseInt(placeholder.group(2)))));
    }
}
