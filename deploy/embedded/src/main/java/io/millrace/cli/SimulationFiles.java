package io.millrace.cli;

import io.millrace.forecasting.DemandSeries;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.plan.PlanFiles;
import io.millrace.replenishment.plan.PlanItem;
import io.millrace.replenishment.plan.PlanOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of a simulation, which agree on what there is a history of.
///
/// @param terms by item; empty without such a file
/// @param stock by item; empty without such a file
/// @param notPlayed items that have terms or stock, and no history
record SimulationFiles(
        List<DemandSeries> histories, Map<String, PlanItem> terms, Map<String, Supply> stock, long notPlayed) {
    static SimulationFiles read(Path history, Optional<Path> terms, Optional<Path> stock, PlanOptions options)
            throws IOException {
        Map<String, PlanItem> items = terms.isPresent() ? PlanFiles.terms(terms.get()) : Map.of();
        Map<String, Supply> supplies = stock.isPresent() ? PlanFiles.supplies(stock.get()) : Map.of();
        List<DemandSeries> histories = PlanFiles.histories(history, options);
        Set<String> known =
                histories.stream().map(one -> one.id().value()).collect(Collectors.toCollection(LinkedHashSet::new));
        terms.ifPresent(file -> checkLines(known, items.keySet(), file, "to give terms in the policy file"));
        stock.ifPresent(file -> checkLines(known, supplies.keySet(), file, "to begin as new items do"));
        long others = Stream.concat(items.keySet().stream(), supplies.keySet().stream())
                .distinct()
                .filter(item -> !known.contains(item))
                .count();
        return new SimulationFiles(histories, items, supplies, others);
    }

    private static void checkLines(Set<String> known, Set<String> lines, Path file, String otherwise) {
        known.stream().filter(item -> !lines.contains(item)).findFirst().ifPresent(item -> {
            throw new CommandFailure(
                    file + " has no line for " + item + ", of which there is a history.",
                    "Add its line, or leave the file out " + otherwise + ".");
        });
    }
}
