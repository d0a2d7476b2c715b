/// The stock ledger beside bare Kafka Streams and beside a PostgreSQL ledger.
///
/// [io.millrace.benchmarks.ledger.LedgerBenchmark] is the bench, [io.millrace.benchmarks.ledger.Workload] what all
/// sides are given, [io.millrace.benchmarks.ledger.LedgerSubject] where the ledger itself is plugged in.
package io.millrace.benchmarks.ledger;
