/// The stock ledger as a Kafka Streams application: reads sales and commands, posts them by the rules of `domain`, and
/// tells what came of them.
package io.millrace.topology.stock;
