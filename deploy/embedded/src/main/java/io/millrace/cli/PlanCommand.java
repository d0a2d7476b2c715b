package io.millrace.cli;

import io.millrace.replenishment.plan.PlanOutput;
import io.millrace.replenishment.proof.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plans orders from files.
@Command(
        name = "plan",
        description = "Plan orders from CSV files: history, stock and terms.",
        footer = {
            "",
            "docs/guides/spreadsheet-to-orders.md goes through it with an example.",
            "The exit code is 2 when something given is wrong; nothing is written then.",
        })
final class PlanCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private PlanInput input = new PlanInput();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where the orders go: series_id,order.")
    private Path out = Path.of("");

    @Option(names = "--explain", paramLabel = "FILE", description = "Where the reasons go, a line for each step.")
    private @Nullable Path explain;

    PlanCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        checkOutputs();
        List<Proof> proofs = input.plan(program.surroundings());
        if (explain != null) {
            WholeFile.write(program.surroundings().absolute(explain), PlanOutput.explanations(proofs));
        }
        WholeFile.write(program.surroundings().absolute(out), PlanOutput.orders(proofs));
        long ordered = proofs.stream().filter(proof -> proof.units() > 0).count();
        long conflicts = proofs.stream()
                .filter(proof -> proof.line().conflict().isPresent())
                .count();
        program.console().line(ordered + " of " + proofs.size() + " items are ordered (" + out + ").");
        input.warnings().forEach(program.console()::warning);
        if (conflicts > 0) {
            program.console()
                    .warning(conflicts + " items cannot be ordered although they are needed; --explain says why.");
        }
        return ExitCode.OK;
    }

    private void checkOutputs() {
        try {
            WholeFile.checkFolder(program.surroundings().absolute(out));
            if (explain != null) {
                WholeFile.checkFolder(program.surroundings().absolute(explain));
            }
        } catch (CommandFailure refused) {
            throw refused.asUsage();
        }
    }
}
