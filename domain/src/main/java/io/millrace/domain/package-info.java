/// The values every other room speaks in: identifiers, quantities, money and keys.
///
/// Everything here is immutable, checks itself on construction and knows nothing of Kafka, Avro or HTTP.
package io.millrace.domain;
