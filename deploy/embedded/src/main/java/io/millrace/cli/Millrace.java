package io.millrace.cli;

import io.millrace.config.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The `millrace` command: reads the command line, runs one command, answers with its exit code.
@Command(
        name = "millrace",
        header = "Millrace: inventory and replenishment that follow every sale as it happens.",
        versionProvider = Versions.class)
public final class Millrace implements Callable<Integer> {
    private static final int HELP_WIDTH = 110;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of Millrace, Kafka, PostgreSQL and the JDK.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    private Millrace() {}

    /// The process.
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        Console console = Console.ofProcess(surroundings.environment());
        Path home = Path.of(System.getProperty("millrace.home", "")).toAbsolutePath();
        System.exit(run(new Program(console, surroundings, home), arguments));
    }

    /// Runs one command line and returns its exit code.
    static int run(Program program, String... arguments) {
        return commandLine(program).execute(arguments);
    }

    static CommandLine commandLine(Program program) {
        Console console = program.console();
        CommandLine line = new CommandLine(new Millrace());
        HelpLayout layout = new HelpLayout(console, Commands.register(line, program));
        Troubles troubles = new Troubles(console);
        layout.headings(line);
        layout.apply(line);
        line.setOut(console.out())
                .setErr(console.err())
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.appearance().colour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(troubles::usage)
                .setExecutionExceptionHandler(troubles::execution);
        for (String handsOn : List.of("bench", "chaos")) {
            line.getSubcommands().get(handsOn).setStopAtPositional(true).setUnmatchedOptionsArePositionalParams(true);
        }
        return line;
    }

    static boolean isDebug(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof Millrace millrace && millrace.debug;
    }

    /// Without a command: the help.
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return ExitCode.OK;
    }
}
