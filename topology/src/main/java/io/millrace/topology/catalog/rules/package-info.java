/// What master data must be: every rule of the catalogue as a function of a command and of what is known, without
/// Kafka.
package io.millrace.topology.catalog.rules;
