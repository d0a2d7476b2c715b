package io.millrace.house.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What no text file of the repository may contain.
final class TextRules {
    /// Texts of others, and the places where the forbidden words are spelled out.
    private static final Set<String> EXEMPT = Set.of(
            "LICENSE",
            "house/src/test/java/io/millrace/house/source/TextRules.java",
            "house/src/test/java/io/millrace/house/source/TextTest.java");

    private static final int LINE_STOP_COLUMNS = 120;

    private static final List<Rule> RULES = List.of(
            new Rule("a carriage return", _ -> true, line -> line.indexOf('\r') >= 0),
            new Rule("a tab", path -> !path.endsWith("Makefile"), line -> line.indexOf('\t') >= 0),
            new Rule("white space at the end of the line", _ -> true, found("[ \\t]$")),
            new Rule("a note of unfinished work", _ -> true, found("\\b(TODO|FIXME|XXX|HACK)\\b")),
            new Rule(
                    "words about how the work was organised (readers only see the result)",
                    _ -> true,
                    found("(?i)\\bissue #?\\d|\\b(this|last|next|previous|earlier|later) session\\b|\\bsession \\d"
                            + "|\\bAI[- ](generated|assisted|written)\\b|\\b(claude|anthropic|chatgpt|copilot)\\b"
                            + "|/work/(shared|main)\\b|/tmp/wt\\b")),
            new Rule(
                    "a comment of more than " + LINE_STOP_COLUMNS + " columns, which the formatter leaves alone",
                    path -> path.endsWith(".java"),
                    line -> line.length() > LINE_STOP_COLUMNS
                            && line.stripLeading().startsWith("///")
                            && !line.contains("://")),
            new Rule(
                    "Thread.sleep (await a condition instead)",
                    path -> path.endsWith(".java") && !path.contains("/house/fixture/"),
                    found("\\bThread\\.sleep\\(")));

    private TextRules() {}

    private record Rule(String what, Predicate<String> path, Predicate<String> line) {}

    /// What is wrong with a file, one line each: `path:line has …`; empty if nothing is, or if the file is not text.
    static List<String> complaints(Path file, String text) {
        var path = file.toString().replace('\\', '/');
        if (EXEMPT.contains(path) || text.indexOf('\0') >= 0) {
            return List.of();
        }
        var complaints = new ArrayList<String>();
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var place = path + ":" + (i + 1);
            var line = lines[i];
            RULES.stream()
                    .filter(rule -> rule.path().test(path) && rule.line().test(line))
                    .forEach(rule -> complaints.add(place + " has " + rule.what()));
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            complaints.add(path + ":" + lines.length + " has no newline at the end of the file");
        }
        return complaints;
    }

    private static Predicate<String> found(String regex) {
        return Pattern.compile(regex).asPredicate();
    }
}
