/// A schema registry that keeps its schemas in a Kafka topic: [EmbeddedRegistry] for this process, [RegistryHttp] for
/// every other program that speaks Confluent's REST protocol.
package io.millrace.platform.registry;
