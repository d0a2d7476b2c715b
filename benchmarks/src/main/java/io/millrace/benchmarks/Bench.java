package io.millrace.benchmarks;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.ledger.LedgerBenchmark;
import io.millrace.benchmarks.ledger.MillraceLedger;
import io.millrace.benchmarks.plan.PlanBenchmark;
import io.millrace.benchmarks.serde.SerdeBenchmark;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The entry of `./millrace bench NAME [--quick]`: runs one bench, prints its table, and as the last line its JSON.
public final class Bench {
    private static final int USAGE = 2;
    private static final List<Benchmark> BENCHMARKS =
            List.of(new SerdeBenchmark(), new LedgerBenchmark(new MillraceLedger()), new PlanBenchmark());

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> names = new ArrayList<>(arguments);
        Effort effort = names.remove("--quick") ? Effort.QUICK : Effort.FULL;
        if (names.remove("--list") || names.remove("--help") || names.isEmpty()) {
            out.println(usage());
            return 0;
        }
        Optional<Benchmark> benchmark = BENCHMARKS.stream()
                .filter(candidate -> names.equals(List.of(candidate.name())))
                .findFirst();
        if (benchmark.isEmpty()) {
            err.println("There is no bench '" + String.join(" ", names) + "'." + System.lineSeparator() + usage());
            return USAGE;
        }
        Report report = benchmark.get().run(effort);
        if (effort == Effort.QUICK) {
            out.println("A short run: it shows that the bench works; its figures do not count.");
        }
        out.println(report.table());
        out.println(report.json());
        return 0;
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder("Usage: millrace bench NAME [--quick]").append(System.lineSeparator());
        for (Benchmark benchmark : BENCHMARKS) {
            usage.append(String.format("%n  %-10s %s", benchmark.name(), benchmark.description()));
        }
        return usage.toString();
    }
}
