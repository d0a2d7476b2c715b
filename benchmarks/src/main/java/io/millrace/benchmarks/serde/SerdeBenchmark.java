package io.millrace.benchmarks.serde;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A sale of five lines to bytes and back: our wire format beside Confluent's serializer classes with records that
/// Avro's compiler generated.
public final class SerdeBenchmark implements Benchmark {
    private static final int ROUNDS = 5;
    private static final List<String> METHODS =
            List.of("oursSerialise", "confluentSerialise", "oursDeserialise", "confluentDeserialise");

    @Override
    public String name() {
        return "serde";
    }

    @Override
    public String description() {
        return "a sale of 5 lines to bytes and back, beside Confluent's serializer classes";
    }

    @Override
    public Report run(Effort effort) {
        Map<String, Samples> operations = new LinkedHashMap<>();
        METHODS.forEach(method -> operations.put(method, new Samples()));
        for (int round = 0; round < (effort == Effort.FULL ? ROUNDS : 1); round++) {
            for (String method : METHODS) {
                operations.get(method).add(measure(method, effort));
            }
        }
        Samples ours = operations.get("oursSerialise");
        Samples oursBack = operations.get("oursDeserialise");
        return new Report(name())
                .line("A sale of 5 lines, " + new SerdeState().framed().length + " bytes, one thread:")
                .figure("serialise_per_s", ours, "sales/s")
                .figure("confluent_serialise_per_s", operations.get("confluentSerialise"), "sales/s")
                .figure("ratio_serialise", ours.over(operations.get("confluentSerialise")), "times")
                .figure("deserialise_per_s", oursBack, "sales/s")
                .figure("confluent_deserialise_per_s", operations.get("confluentDeserialise"), "sales/s")
                .figure("ratio_deserialise", oursBack.over(operations.get("confluentDeserialise")), "times");
    }

    private static double measure(String method, Effort effort) {
        boolean full = effort == Effort.FULL;
        OptionsBuilder options = new OptionsBuilder();
        options.include(SerdeMethods.class.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(full ? 1 : 0)
                .warmupIterations(full ? 3 : 1)
                .warmupTime(TimeValue.milliseconds(full ? 1_000 : 100))
                .measurementIterations(full ? 5 : 1)
                .measurementTime(TimeValue.milliseconds(full ? 1_000 : 100))
                .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            return new ArrayList<>(results).getFirst().getPrimaryResult().getScore();
        } catch (RunnerException failed) {
            throw new IllegalStateException("JMH could not run " + method, failed);
        }
    }
}
