package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The commands of a guide, run as its readers run them.
public final class GuideCommands {
    private static final String COMMAND = "./millrace ";

    private final String guide;
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> words;
    private final StringBuilder said = new StringBuilder();

    /// @param options that every command gets besides, because the test's Millrace is not the usual one
    /// @param words of the guide that stand for something else
    public GuideCommands(String guide, Path folder, List<String> options, Map<String, String> words) {
        this.guide = guide;
        this.folder = folder;
        this.options = options;
        this.words = words;
    }

    /// Runs all of them, each of which has to succeed, and returns them.
    public List<String> run() throws IOException {
        said.setLength(0);
        List<String> commands = Files.readAllLines(path()).stream()
                .filter(line -> line.startsWith(COMMAND))
                .toList();
        for (String command : commands) {
            List<String> arguments = new ArrayList<>();
            for (String word : List.of(command.substring(COMMAND.length()).split(" ", -1))) {
                arguments.add(words.getOrDefault(word, word));
            }
            arguments.addAll(options);
            Runs.Result result = Runs.run(folder, arguments.toArray(String[]::new));
            assertThat(result.exitCode())
                    .as(command + "\n" + result.out() + result.err())
                    .isZero();
            said.append(result.out());
        }
        return commands;
    }

    /// What they printed.
    public String said() {
        return said.toString();
    }

    private Path path() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("docs/guides").resolve(guide))) {
            here = here.getParent();
        }
        return here.resolve("docs/guides").resolve(guide);
    }
}
