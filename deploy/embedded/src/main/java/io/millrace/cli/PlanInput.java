package io.millrace.cli;

import io.millrace.config.Surroundings;
import io.millrace.forecasting.auto.Effort;
import io.millrace.replenishment.plan.PlanException;
import io.millrace.replenishment.plan.PlanFiles;
import io.millrace.replenishment.plan.PlanOptions;
import io.millrace.replenishment.plan.Planner;
import io.millrace.replenishment.proof.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that plans are made from, and the one call that makes them.
final class PlanInput {
    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--stock",
            required = true,
            paramLabel = "FILE",
            description = "Stock: series_id,on_hand,arrivals (due at the start of periods 1;2;3).")
    private Path stock = Path.of("");

    @Option(
            names = "--terms",
            required = true,
            paramLabel = "FILE",
            description = "Terms: series_id,lead_time,review,pack,min_order,max_order,unit_cost,unmet and one of "
                    + "cycle_service, fill_rate (together with all of a service_class, if given), or "
                    + "holding_cost,shortage_cost.")
    private Path terms = Path.of("");

    @Option(
            names = "--effort",
            paramLabel = "fast|best",
            description = "How much time the forecast may take (fast by default).")
    private String effort = "fast";

    private static Effort effort(String name) {
        return switch (name) {
            case "fast" -> Effort.FAST;
            case "best" -> Effort.BEST;
            default -> throw new CommandFailure("There is no effort '" + name + "'.", "Use fast or best.");
        };
    }

    /// What is likely not meant so in the files that were read last.
    private List<String> warnings = List.of();

    List<String> warnings() {
        return warnings;
    }

    /// Reads the files and plans.
    List<Proof> plan(Surroundings surroundings) throws IOException {
        return plan(surroundings, null, null, null);
    }

    /// The same with other files where they are given.
    List<Proof> plan(
            Surroundings surroundings,
            @Nullable Path otherHistory,
            @Nullable Path otherStock,
            @Nullable Path otherTerms)
            throws IOException {
        try {
            PlanOptions options = history.plan(effort(effort));
            PlanFiles files = PlanFiles.read(
                    surroundings.absolute(otherHistory == null ? history.file() : otherHistory),
                    surroundings.absolute(otherStock == null ? stock : otherStock),
                    surroundings.absolute(otherTerms == null ? terms : otherTerms),
                    options);
            warnings = files.warnings();
            return Planner.plan(files.histories(), files.items(), options);
        } catch (PlanException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused.remedy(), refused).asUsage();
        } catch (CommandFailure refused) {
            throw refused.asUsage();
        }
    }
}
