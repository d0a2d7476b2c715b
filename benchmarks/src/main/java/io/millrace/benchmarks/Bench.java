package io.millrace.benchmarks;

import io.millrace.benchmarks.forecast.ForecastBenchmark;
import io.millrace.benchmarks.forecast.MissingDataException;
import io.millrace.benchmarks.intake.IngestBenchmark;
import io.millrace.benchmarks.intake.IntakeBenchmark;
import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Benchmark.Effort;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.ledger.LedgerBenchmark;
import io.millrace.benchmarks.ledger.MillraceLedger;
import io.millrace.benchmarks.plan.PlanBenchmark;
import io.millrace.benchmarks.policy.Half;
import io.millrace.benchmarks.policy.PolicyBenchmark;
import io.millrace.benchmarks.query.KillBenchmark;
import io.millrace.benchmarks.query.QueryBenchmark;
import io.millrace.benchmarks.security.AuthorisationBenchmark;
import io.millrace.benchmarks.serde.SerdeBenchmark;
import io.millrace.benchmarks.sink.SinkBenchmark;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The entry of `./millrace bench NAME [--quick]`: runs one bench, prints its table, and as the last line its JSON.
public final class Bench {
    private static final int USAGE = 2;
    private static final int FAILED = 1;
    private static final int ORIGINS = 4;
    private static final String DATA_FLAG = "--data";
    private static final Path USUAL_DATA = Path.of("../shared/data");

    private Bench() {}

    private static List<Benchmark> benchmarks(Path data, boolean lastOnly, Half half, PrintStream err) {
        return List.of(
                new SerdeBenchmark(),
                new LedgerBenchmark(new MillraceLedger()),
                new IntakeBenchmark(),
                new IngestBenchmark(),
                new QueryBenchmark(),
                new KillBenchmark(),
                new SinkBenchmark(),
                new AuthorisationBenchmark(),
                new PlanBenchmark(data),
                new PolicyBenchmark(data, half),
                new ForecastBenchmark(data, lastOnly ? 1 : ORIGINS, err::println));
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> names = new ArrayList<>(arguments);
        Effort effort = names.remove("--quick") ? Effort.QUICK : Effort.FULL;
        List<Benchmark> benchmarks = benchmarks(
                data(names), names.remove("--last"), names.remove("--choosing") ? Half.CHOOSING : Half.CONFIRMING, err);
        if (names.remove("--list") || names.remove("--help") || names.isEmpty()) {
            out.println(usage(benchmarks));
            return 0;
        }
        Optional<Benchmark> benchmark = benchmarks.stream()
                .filter(candidate -> names.equals(List.of(candidate.name())))
                .findFirst();
        if (benchmark.isEmpty()) {
            err.println("There is no bench '" + String.join(" ", names) + "'." + System.lineSeparator()
                    + usage(benchmarks));
            return USAGE;
        }
        Report report;
        try {
            report = benchmark.get().run(effort);
        } catch (MissingDataException missing) {
            err.println(missing.getMessage());
            return FAILED;
        }
        if (effort == Effort.QUICK) {
            out.println("A short run: it shows that the bench works; its figures do not count.");
        }
        out.println(report.table());
        out.println(report.json());
        return 0;
    }

    /// Where the data lies that some benches read: the flag, the environment, or a folder beside the checkout.
    private static Path data(List<String> arguments) {
        int flag = arguments.indexOf(DATA_FLAG);
        if (flag >= 0 && flag + 1 < arguments.size()) {
            arguments.remove(flag);
            return Path.of(arguments.remove(flag));
        }
        String variable = System.getenv("MILLRACE_DATA");
        Path home = Path.of(System.getProperty("millrace.home", ""));
        return variable == null || variable.isEmpty() ? home.resolve(USUAL_DATA) : Path.of(variable);
    }

    private static String usage(List<Benchmark> benchmarks) {
        StringBuilder usage = new StringBuilder("Usage: millrace bench NAME [--quick]").append(System.lineSeparator());
        for (Benchmark benchmark : benchmarks) {
            usage.append(String.format("%n  %-14s %s", benchmark.name(), benchmark.description()));
        }
        return usage.toString();
    }
}
