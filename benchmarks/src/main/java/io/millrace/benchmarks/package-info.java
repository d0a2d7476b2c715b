/// Measures the system, each figure beside a peer in the same run.
///
/// [io.millrace.benchmarks.Bench] is the entry; a [io.millrace.benchmarks.kit.Benchmark] is one bench, and
/// [io.millrace.benchmarks.kit.Report] how it is shown.
package io.millrace.benchmarks;
