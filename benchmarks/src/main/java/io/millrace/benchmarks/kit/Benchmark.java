package io.millrace.benchmarks.kit;

/// One bench: what it measures, and how.
public interface Benchmark {
    /// The name it is asked for by.
    String name();

    /// What it measures and against what, in one line.
    String description();

    /// Measures. The short form proves that everything still works; only the full form's figures count.
    Report run(Effort effort);

    /// How much time to spend.
    enum Effort {
        FULL,
        QUICK
    }
}
