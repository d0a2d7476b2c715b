/// Turns the Avro contract into Java: a record per Avro record that reads and writes itself, an enum per enum, and a
/// sealed interface per union of records.
///
/// It runs during the build, inside Maven's own JVM; nothing of it is shipped.
package io.millrace.codegen;
