package io.millrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Effective;
import io.millrace.config.Effective.Entry;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what holds: every key, its value and who said so.
@Command(
        name = "config",
        description = "Show the configuration that holds, and where each value comes from.",
        footer = {
            "",
            "Secrets are masked. docs/configuration.md explains every key.",
        })
final class ConfigCommand implements Callable<Integer> {
    /// What YAML reads back as the same text without quotes.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._][A-Za-z0-9/._+=@,-]*(:[A-Za-z0-9/._+=@,-]+)*");

    private final Program program;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--json", description = "Print JSON instead of YAML.")
    private boolean json;

    @Option(names = "--check", description = "Only say whether it is right.")
    private boolean check;

    ConfigCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Effective effective = options.load(program.surroundings(), CommandDefaults.NONE);
        effective.warnings().forEach(program.console()::warning);
        if (check) {
            String file = effective.file().map(name -> " (with " + name + ")").orElse("");
            program.console().line("The configuration is right" + file + ".");
        } else if (json) {
            program.console().line(json(effective.entries()));
        } else {
            yaml(effective);
        }
        return ExitCode.OK;
    }

    private void yaml(Effective effective) {
        Console console = program.console();
        console.line(console.grey("# Read from "
                + effective.file().map(name -> name + ", ").orElse("")
                + "the environment, the flags and the defaults."));
        int width = effective.entries().stream()
                .mapToInt(entry -> assignment(entry).length())
                .max()
                .orElse(0);
        String group = "";
        for (Entry entry : effective.entries()) {
            String section = entry.key().replaceFirst("\\..*", "");
            if (entry.key().contains(".") && !section.equals(group)) {
                console.line("");
            }
            group = section;
            String assignment = assignment(entry);
            String padding = " ".repeat(width - assignment.length() + 2);
            String source = entry.value().isPresent() ? entry.origin().describe() : "not set";
            console.line(assignment + padding + console.grey("# " + source));
        }
    }

    private static String assignment(Entry entry) {
        return entry.value().map(value -> entry.key() + ": " + scalar(value)).orElse("# " + entry.key() + ":");
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches() ? value : '"' + escaped(value) + '"';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    private static String json(List<Entry> entries) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.useDefaultPrettyPrinter();
            generator.writeStartObject();
            for (Entry entry : entries) {
                generator.writeObjectFieldStart(entry.key());
                if (entry.value().isPresent()) {
                    generator.writeStringField("value", entry.value().get());
                } else {
                    generator.writeNullField("value");
                }
                generator.writeStringField("source", entry.origin().describe());
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        return text.toString();
    }
}
