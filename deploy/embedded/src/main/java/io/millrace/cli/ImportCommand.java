package io.millrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What fills a Millrace from files.
@Command(name = "import", description = "Fill Millrace from files: master data, with templates to begin from.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(),
                "What is to be imported is missing: one of "
                        + String.join(", ", command.subcommands().keySet()));
    }
}
