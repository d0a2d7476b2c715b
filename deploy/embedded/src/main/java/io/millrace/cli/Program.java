package io.millrace.cli;

import io.millrace.config.Surroundings;
import java.nio.file.Path;

/// What a command gets from the process it runs in.
///
/// @param console where people read
/// @param surroundings the environment and the folder the process was started in
/// @param home the folder of the Millrace checkout or installation
public record Program(Console console, Surroundings surroundings, Path home) {}
