package io.millrace.config;

import java.nio.file.Path;

/// Where a value came from, in words a user can act on.
public sealed interface Origin {
    /// The text shown in messages and in the effective configuration.
    String describe();

    /// Nobody said anything: the built-in value.
    record Default() implements Origin {
        @Override
        public String describe() {
            return "default";
        }
    }

    /// The command that runs sets its own default.
    record CommandDefault(String command) implements Origin {
        @Override
        public String describe() {
            return "default of " + command;
        }
    }

    record File(Path file, int line) implements Origin {
        @Override
        public String describe() {
            return file + ":" + line;
        }
    }

    record Environment(String variable) implements Origin {
        @Override
        public String describe() {
            return variable;
        }
    }

    record Flag(String flag) implements Origin {
        @Override
        public String describe() {
            return flag;
        }
    }
}
