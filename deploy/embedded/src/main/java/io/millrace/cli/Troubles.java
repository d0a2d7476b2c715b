package io.millrace.cli;

import io.millrace.config.ConfigurationException;
import io.millrace.config.Problem;
import io.millrace.platform.PlatformException;
import io.millrace.schemas.json.Suggestion;
import io.millrace.schemas.topics.WrongTopicsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong and what to do, without a stack trace, and picks the exit code.
final class Troubles {
    private final Console console;

    Troubles(Console console) {
        this.console = console;
    }

    /// The command line could not be understood.
    int usage(ParameterException trouble, String[] arguments) {
        CommandLine command = trouble.getCommandLine();
        String help = "'" + command.getCommandSpec().qualifiedName() + " --help' shows what there is.";
        if (trouble instanceof UnmatchedArgumentException unmatched) {
            unknown(unmatched.getUnmatched().getFirst(), command, help);
        } else {
            console.error(trouble.getMessage() + ".", help);
        }
        return ExitCode.USAGE;
    }

    private void unknown(String word, CommandLine command, String help) {
        String name = word.replaceFirst("=.*", "");
        boolean option = name.startsWith("-");
        Collection<String> known = option
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String what = option ? "option" : known.isEmpty() ? "argument" : "command";
        String guess = Suggestion.nearest(name, known)
                .map(near -> "Did you mean " + near + "? ")
                .orElse("");
        console.error("There is no " + what + " '" + name + "'.", guess + help);
    }

    /// A command was started and gave up.
    int execution(Exception trouble, CommandLine command, ParseResult parsed) {
        boolean debug = Millrace.isDebug(command);
        if (debug) {
            trouble.printStackTrace(console.err());
        }
        switch (trouble) {
            case ConfigurationException configuration -> {
                configuration(configuration.problems());
                return ExitCode.CONFIGURATION;
            }
            case CommandFailure failure -> {
                console.error(failure.getMessage(), failure.remedy());
                return failure.exitCode();
            }
            case PlatformException platform -> console.error(platform.getMessage());
            case WrongTopicsException topics -> console.error(topics.getMessage());
            default ->
                console.error(
                        "Millrace failed: " + chain(trouble),
                        debug
                                ? "The trace is above."
                                : "Run it again with --debug for the trace, or look into the log file.");
        }
        return ExitCode.FAILED;
    }

    private void configuration(List<Problem> problems) {
        String count = problems.size() == 1 ? "one problem" : problems.size() + " problems";
        console.error(
                "The configuration has " + count + ":",
                problems.stream().flatMap(problem -> problem.render().lines()).toArray(String[]::new));
    }

    private static String chain(Throwable trouble) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
            causes.add(cause.getClass().getSimpleName() + message);
        }
        return String.join(", caused by ", causes);
    }
}
