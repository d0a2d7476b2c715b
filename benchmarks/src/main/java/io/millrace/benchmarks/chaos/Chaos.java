package io.millrace.benchmarks.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// The entry of `./millrace chaos ledger [--kills N] [--nodes N] [--kill-broker] [--seed S]`.
public final class Chaos {
    private static final String SYNOPSIS =
            "Usage: millrace chaos ledger [--kills N] [--nodes N] [--kill-broker] [--seed S]";
    private static final Set<String> OPTIONS = Set.of("--kills", "--nodes", "--kill-broker", "--seed");
    private static final int USAGE = 2;
    private static final int KILLS = 20;

    private Chaos() {}

    public static void main(String[] arguments) throws IOException, ExecutionException, InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws IOException, ExecutionException, InterruptedException {
        if (arguments.contains("--help")) {
            out.println(SYNOPSIS);
            return 0;
        }
        if (arguments.isEmpty() || !arguments.getFirst().equals("ledger")) {
            err.println(SYNOPSIS);
            return USAGE;
        }
        for (String argument : arguments) {
            if (argument.startsWith("--") && !OPTIONS.contains(argument)) {
                err.println("There is no option " + argument + ". " + SYNOPSIS);
                return USAGE;
            }
        }
        ChaosPlan plan;
        try {
            plan = new ChaosPlan(
                    (int) option(arguments, "--kills", KILLS),
                    (int) option(arguments, "--nodes", 1),
                    arguments.contains("--kill-broker"),
                    option(arguments, "--seed", new Random().nextInt(1_000_000)));
        } catch (NumberFormatException notANumber) {
            err.println("--kills, --nodes and --seed take whole numbers: " + notANumber.getMessage());
            return USAGE;
        } catch (IllegalArgumentException impossible) {
            err.println(impossible.getMessage());
            return USAGE;
        }
        out.println(plan.inWords());
        ChaosResult result = new ChaosRun(plan, done -> out.printf("  killed %d of %d%n", done, plan.kills())).run();
        out.println(result.isClean() ? "Nothing lost, nothing doubled, no drift." : "NOT CLEAN: see the figures.");
        out.println(result.json());
        return result.isClean() ? 0 : 1;
    }

    private static long option(List<String> arguments, String name, long otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 || at + 1 >= arguments.size() ? otherwise : Long.parseLong(arguments.get(at + 1));
    }
}
