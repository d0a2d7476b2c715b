/// The command line: `./millrace COMMAND`.
///
/// [io.millrace.cli.Millrace] is the main class, [io.millrace.cli.Commands] the list of commands, and
/// [io.millrace.cli.Console] the only place that prints. A command is one class; what it needs from the process
/// (console, surroundings, home) comes in through its constructor as a [io.millrace.cli.Program].
package io.millrace.cli;
