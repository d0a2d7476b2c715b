package io.millrace.cli;

import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Effective;
import io.millrace.embedded.HistoryReset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What an operator does to history.
@Command(name = "history", description = "Look after history in PostgreSQL: 'history reset' writes it anew.")
final class HistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "What is to be done is missing: reset");
    }

    /// Empties history.
    @Command(
            name = "reset",
            description = {
                "Empty history in PostgreSQL. The next start writes it again from the topics.",
                "Demand days and forecasts stay until the topics say otherwise: they may have them no more.",
                "Stop the Millrace that uses an embedded PostgreSQL first.",
            })
    static final class Reset implements Callable<Integer> {
        private final Program program;

        @Mixin
        private ConfigurationOptions options = new ConfigurationOptions();

        Reset(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            Effective effective = options.load(program.surroundings(), CommandDefaults.NONE);
            effective.warnings().forEach(program.console()::warning);
            HistoryReset.run(effective.configuration());
            program.console()
                    .line("History is empty but for demand days and forecasts. The next start writes it again from what"
                            + " the topics have.");
            return ExitCode.OK;
        }
    }
}
