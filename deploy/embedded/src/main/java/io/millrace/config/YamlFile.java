package io.millrace.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Flattens a YAML file to dotted keys, each with the line it stands on.
///
/// `kafka: {port: 9092}` and `kafka.port: 9092` are the same, and both at once are one key given twice. Texts are taken
/// as they stand (`yes`, `010` and `1_000` are not converted). Lists are joined with commas. Aliases are refused: to
/// this format they add surprises only.
final class YamlFile {
    private final Path shown;
    private final List<Problem> problems;
    private final Map<String, Given> settings = new LinkedHashMap<>();

    private YamlFile(Path shown, List<Problem> problems) {
        this.shown = shown;
        this.problems = problems;
    }

    /// What the file sets; whatever is wrong with it is added to the problems.
    static Map<String, Given> read(Path file, Path shown, List<Problem> problems) {
        YamlFile yaml = new YamlFile(shown, problems);
        try (YAMLParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            yaml.document(parser);
        } catch (JsonProcessingException invalid) {
            int line = invalid.getLocation() == null ? 1 : invalid.getLocation().getLineNr();
            String what = "not valid YAML: " + firstLine(invalid.getOriginalMessage());
            yaml.problem(
                    shown.toString(), what, line, "Write one 'key: value' a line; quote values that hold ': ' or '#'.");
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    shown.toString(),
                    "can't be read: " + unreadable.getMessage(),
                    new Origin.Default(),
                    "Make it a text file (UTF-8) that the user who runs Millrace may read."));
        }
        return yaml.settings;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    private void document(YAMLParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            section("", parser);
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            problem(
                    shown.toString(),
                    "is not a list of keys and values",
                    line(parser),
                    "Write one 'key: value' a line.");
            return;
        }
        if (first != null && parser.nextToken() != null) {
            problem(shown.toString(), "holds a second document", line(parser), "Remove everything from '---' on.");
        }
    }

    private void section(String prefix, YAMLParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = line(parser);
            switch (parser.nextToken()) {
                case START_OBJECT -> section(key + ".", parser);
                case START_ARRAY -> set(key, list(parser), line);
                case VALUE_NULL -> empty(key, line);
                default -> scalar(key, parser, line);
            }
        }
    }

    private void scalar(String key, YAMLParser parser, int line) throws IOException {
        if (parser.isCurrentAlias()) {
            problem(key, "'*" + parser.getText() + "' is an alias", line, "Write the value itself.");
        } else {
            set(key, parser.getText(), line);
        }
    }

    private static String list(YAMLParser parser) throws IOException {
        StringJoiner joined = new StringJoiner(",");
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue()) {
                joined.add(parser.getText());
            }
        }
        return joined.toString();
    }

    /// A section whose keys are all commented out is fine; a setting without a value is not.
    private void empty(String key, int line) {
        if (Settings.below(key).isEmpty() && !key.equals(Settings.KAFKA_PROPERTIES)) {
            problem(key, "has no value", line, "Give it a value (\"\" is the empty one), or remove the line.");
        }
    }

    private void set(String key, String text, int line) {
        Given before = settings.putIfAbsent(key, new Given(text, new Origin.File(shown, line)));
        if (before != null) {
            String what = "is set twice, first in " + before.origin().describe();
            problem(key, what, line, "Remove one of the two.");
        }
    }

    private void problem(String subject, String what, int line, String remedy) {
        problems.add(new Problem(subject, what, new Origin.File(shown, line), remedy));
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
