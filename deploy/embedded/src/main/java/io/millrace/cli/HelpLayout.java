package io.millrace.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// How the help reads: what it is, how to call it, the commands by purpose, options, examples, where to read on.
final class HelpLayout {
    private static final int NAME_WIDTH = 12;

    private final Console console;
    private final Map<String, List<String>> groups;

    HelpLayout(Console console, Map<String, List<String>> groups) {
        this.console = console;
        this.groups = groups;
    }

    void apply(CommandLine root) {
        root.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
        root.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, this::commands);
        root.getHelpSectionMap().put(SECTION_KEY_FOOTER, help -> examples());
        root.setHelpSectionKeys(List.of(
                SECTION_KEY_HEADER,
                SECTION_KEY_SYNOPSIS_HEADING,
                SECTION_KEY_SYNOPSIS,
                SECTION_KEY_COMMAND_LIST,
                SECTION_KEY_OPTION_LIST_HEADING,
                SECTION_KEY_OPTION_LIST,
                SECTION_KEY_FOOTER));
        root.getSubcommands().values().forEach(this::applyToCommand);
    }

    private void applyToCommand(CommandLine command) {
        command.setHelpSectionKeys(List.of(
                SECTION_KEY_DESCRIPTION,
                SECTION_KEY_SYNOPSIS_HEADING,
                SECTION_KEY_SYNOPSIS,
                SECTION_KEY_OPTION_LIST_HEADING,
                SECTION_KEY_OPTION_LIST,
                SECTION_KEY_FOOTER));
        headings(command);
    }

    void headings(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%n" + console.bold("Usage") + "%n  ")
                .optionListHeading("%n" + console.bold("Options") + "%n");
    }

    private String commands(Help help) {
        StringBuilder text = new StringBuilder();
        groups.forEach((title, names) -> {
            if (names.isEmpty()) {
                return;
            }
            text.append('\n').append(console.bold(title)).append('\n');
            names.forEach(name -> text.append(entry(name, summary(help, name))));
        });
        return text.toString();
    }

    private static String summary(Help help, String name) {
        return String.join(
                " ", help.subcommands().get(name).commandSpec().usageMessage().description());
    }

    private static String entry(String name, String summary) {
        return "  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + summary + "\n";
    }

    private String examples() {
        int width = Commands.EXAMPLES.keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder("\n" + console.bold("Examples") + "\n");
        Commands.EXAMPLES.forEach((command, meaning) -> text.append("  ")
                .append(command)
                .append(" ".repeat(width - command.length() + 3))
                .append(console.grey(meaning))
                .append('\n'));
        return text.append('\n')
                .append(
                        "'millrace COMMAND --help' tells more. Docs: README.md and docs/ (settings: configuration.md).\n")
                .append("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 wrong configuration.\n")
                .toString();
    }
}
