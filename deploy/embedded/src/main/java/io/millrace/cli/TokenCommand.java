package io.millrace.cli;

import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.embedded.OwnTokens;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints a token of this installation's own issuer.
@Command(
        name = "token",
        description = "Print a token for scripts, of this installation's own issuer.",
        footer = {
            "",
            "Whoever can read the data folder can make tokens. For a demo that runs with --secure:",
            "  curl -H \"Authorization: Bearer $(./millrace token --role viewer)\" http://127.0.0.1:8080/v1/proof",
        })
final class TokenCommand implements Callable<Integer> {
    private static final String TENANT = "demo";
    private static final int HOURS_MAX = 24 * 365;

    private final Program program;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "What its holder may do: viewer, planner, approver, pos, data, admin,"
                    + " operator; several by commas.")
    private List<String> roles = List.of();

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whose data it is for; " + TENANT + " if not said, none for an operator.")
    private @Nullable String tenant;

    @Option(names = "--subject", paramLabel = "NAME", description = "Who it is, for the audit; script if not said.")
    private String subject = "script";

    @Option(
            names = "--location",
            split = ",",
            paramLabel = "LOCATION",
            description = "Where it may be used; everywhere if not said.")
    private List<String> locations = List.of();

    @Option(names = "--hours", paramLabel = "N", description = "How long it is good for; 8 if not said.")
    private int hours = 8;

    TokenCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        Configuration configuration = options.load(
                        program.surroundings(),
                        new CommandDefaults("token", Map.of("data", DemoCommand.data(program.surroundings()))))
                .configuration();
        Principal holder = holder();
        Path data = configuration.data();
        try {
            String token =
                    OwnTokens.token(data, holder, configuration.security().audience(), Duration.ofHours(hours));
            program.console().line(token);
            return ExitCode.OK;
        } catch (IOException none) {
            throw new CommandFailure(
                    "There is no issuer in " + data + ".",
                    "Start it there once with security.mode=tokens, such as ./millrace demo --secure.");
        }
    }

    private Principal holder() {
        Set<Role> held = EnumSet.noneOf(Role.class);
        for (String word : roles) {
            held.add(Role.of(word)
                    .orElseThrow(() -> new CommandFailure(
                            "'" + word + "' is no role.",
                            "Use one of "
                                    + Stream.of(Role.values()).map(Role::word).collect(Collectors.joining(", "))
                                    + ".")));
        }
        if (hours < 1 || hours > HOURS_MAX || subject.isBlank()) {
            throw new CommandFailure(
                    "A token is for somebody, and for 1 to " + HOURS_MAX + " hours.", "Correct --subject or --hours.");
        }
        try {
            Set<LocationId> places = new HashSet<>();
            locations.forEach(location -> places.add(LocationId.of(location)));
            Optional<Set<LocationId>> bound = places.isEmpty() ? Optional.empty() : Optional.of(places);
            return new Principal(subject, tenant(held), held, Optional.empty(), bound);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure(malformed.getMessage(), "Correct --tenant or --location.");
        }
    }

    /// An operator is of no tenant, unless one is said.
    private TenantId tenant(Set<Role> held) {
        if (tenant != null) {
            return TenantId.of(tenant);
        }
        return held.equals(Set.of(Role.OPERATOR)) ? Principal.INSTALLATION : TenantId.of(TENANT);
    }
}
