/// Wires everything: the one place that knows all parts.
///
/// [io.millrace.embedded.Node] is a running Millrace; [io.millrace.embedded.Connections] reaches one from outside.
package io.millrace.embedded;
