package io.millrace.cli;

import io.millrace.replenishment.proof.Explanation;
import io.millrace.replenishment.proof.Proof;
import io.millrace.replenishment.proof.ProofDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says why an item is ordered as it is, from the same files as the plan.
@Command(name = "explain", description = "Explain the order of one item, step by step, and check it.")
final class ExplainCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private PlanInput input = new PlanInput();

    @Option(names = "--item", required = true, paramLabel = "ID", description = "The item's series_id.")
    private String item = "";

    @Option(
            names = "--since",
            paramLabel = "STOCK",
            description = "An earlier stock file: what changed since then, and what each change did.")
    private @Nullable Path since;

    ExplainCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Proof proof = of(input.plan(program.surroundings()));
        program.console().line(Explanation.text(proof).stripTrailing());
        program.console()
                .line(
                        proof.holds()
                                ? "Computed again from these inputs, the order is the same."
                                : "Computed again from these inputs, the order is different: please report it.");
        if (since != null) {
            List<ProofDiff.Change> changes = ProofDiff.between(of(input.plan(program.surroundings(), since)), proof);
            program.console().line(changes.isEmpty() ? "Nothing changed since then." : "What changed since then:");
            changes.forEach(change -> program.console().line("  " + change));
        }
        return ExitCode.OK;
    }

    private Proof of(List<Proof> proofs) {
        return proofs.stream()
                .filter(proof -> proof.item().equals(item))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "There is no item '" + item + "' in the terms file.", "Use a series_id that has terms."));
    }
}
