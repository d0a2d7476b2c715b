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

    @Option(names = "--since-terms", paramLabel = "TERMS", description = "The same for an earlier terms file.")
    private @Nullable Path sinceTerms;

    @Option(names = "--since-history", paramLabel = "HISTORY", description = "The same for an earlier history.")
    private @Nullable Path sinceHistory;

    ExplainCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws IOException {
        Proof proof = of(input.plan(program.surroundings()));
        input.warnings().forEach(program.console()::warning);
        program.console().line(Explanation.text(proof).stripTrailing());
        program.console()
                .line(
                        proof.holds()
                                ? "Computed again from these inputs, the order is the same."
                                : "Computed again from these inputs, the order is different: please report it.");
        if (since != null || sinceTerms != null || sinceHistory != null) {
            Proof earlier = of(input.plan(program.surroundings(), sinceHistory, since, sinceTerms));
            ProofDiff diff = ProofDiff.between(earlier, proof);
            program.console().line(diff.isEmpty() ? "Nothing changed since then." : "What changed since then:");
            diff.lines().forEach(line -> program.console().line("  " + line));
        }
        return ExitCode.OK;
    }

    private Proof of(List<Proof> proofs) {
        return proofs.stream()
                .filter(proof -> proof.item().equals(item))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                                "There is no item '" + item + "' in the terms file.", "Use a series_id that has terms.")
                        .asUsage());
    }
}
