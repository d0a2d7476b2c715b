package io.millrace.embedded;

import io.millrace.ledger.http.Principal;
import io.millrace.ledger.security.OwnIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Tokens of an installation's own issuer, made beside the running program by whoever may read its data folder.
public final class OwnTokens {
    private OwnTokens() {}

    /// A token for somebody.
    ///
    /// @throws IOException if the installation has no issuer
    public static String token(Path data, Principal holder, String audience, Duration lifetime) throws IOException {
        return OwnIssuer.existing(data.resolve(Entrance.FOLDER)).token(holder, audience, Instant.now(), lifetime);
    }
}
