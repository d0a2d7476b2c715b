package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LocationId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.security.OwnIssuer;
import io.millrace.ledger.security.TokenSettings;
import io.millrace.ledger.security.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldPrintATokenThatTheServiceBelieves() throws IOException {
        OwnIssuer issuer = OwnIssuer.open(Files.createDirectories(directory.resolve("data/security")));

        Runs.Result result = Runs.run(
                directory,
                "token",
                "--data",
                "data",
                "--role",
                "viewer,pos",
                "--tenant",
                "acme",
                "--location",
                "store-1");

        assertThat(result.exitCode()).as(result.err()).isZero();
        TokenSettings settings = new TokenSettings(
                issuer.name(), "millrace", issuer.keys(), Duration.ZERO, TokenSettings.Claims.STANDARD);
        try (Tokens tokens = new Tokens(settings, Instant::now)) {
            Principal holder = tokens.verify(result.out().strip());
            assertThat(holder.tenant().value()).isEqualTo("acme");
            assertThat(holder.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.POS);
            assertThat(holder.locations()).hasValue(Set.of(LocationId.of("store-1")));
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("data/security/issuer.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldMakeAnOperatorOfNoTenant() throws IOException {
        OwnIssuer issuer = OwnIssuer.open(Files.createDirectories(directory.resolve("data/security")));

        Runs.Result result = Runs.run(directory, "token", "--data", "data", "--role", "operator");

        TokenSettings settings = new TokenSettings(
                issuer.name(), "millrace", issuer.keys(), Duration.ZERO, TokenSettings.Claims.STANDARD);
        try (Tokens tokens = new Tokens(settings, Instant::now)) {
            Principal holder = tokens.verify(result.out().strip());
            assertThat(holder.tenant()).isEqualTo(Principal.INSTALLATION);
            assertThat(holder.roles()).containsExactly(Role.OPERATOR);
        }
    }

    @Test
    void shouldSayHowToGetAnIssuerWhenThereIsNone() {
        Runs.Result result = Runs.run(directory, "token", "--data", "data", "--role", "viewer");

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains("There is no issuer in").contains("./millrace demo --secure");
    }

    @Test
    void shouldRefuseARoleThatIsNone() {
        Runs.Result result = Runs.run(directory, "token", "--data", "data", "--role", "boss");

        assertThat(result.err()).contains("'boss' is no role").contains("viewer, planner");
    }
}
