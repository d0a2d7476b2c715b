package io.millrace.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/// What the screen can show.
///
/// @param colour escape sequences for colour are understood
/// @param ticks it has `✔` and `✘`
public record Appearance(boolean colour, boolean ticks) {
    /// What can be sent anywhere: a file, a pipe, an old terminal.
    public static final Appearance PLAIN = new Appearance(false, false);

    /// Colours only on a terminal that has them and only unless `NO_COLOR` is set; ticks where the encoding has them.
    static Appearance detect(Map<String, String> environment) {
        // Without a terminal, some JDKs answer no console and some one that is none.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        boolean colour = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        Charset charset = System.out.charset();
        return new Appearance(colour, charset.newEncoder().canEncode('✔'));
    }
}
