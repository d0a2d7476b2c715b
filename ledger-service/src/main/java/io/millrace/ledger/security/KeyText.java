package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An API key as its holder has it: `mrk.<tenant>.<id>.<secret>`. Tenant and id say where to look, the secret is 256
/// random bits, of which only the SHA-256 is kept. (A slow hash is for passwords: nobody guesses 256 bits.)
record KeyText(TenantId tenant, String id, String secret) {
    private static final Pattern FORM =
            Pattern.compile("mrk\\.([A-Za-z0-9_-]{2,88})\\.([0-9a-f]{16})\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    static KeyText random(TenantId tenant, SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyText(tenant, HexFormat.of().formatHex(id), ENCODER.encodeToString(secret));
    }

    /// Reads a key; nothing if it is not of the form.
    static Optional<KeyText> parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            String tenant = new String(Base64.getUrlDecoder().decode(match.group(1)), StandardCharsets.UTF_8);
            return Optional.of(new KeyText(TenantId.of(tenant), match.group(2), match.group(3)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// What is kept of the secret.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The whole key, for its holder.
    String text() {
        return "mrk." + ENCODER.encodeToString(tenant.value().getBytes(StandardCharsets.UTF_8)) + "." + id + "."
                + secret;
    }

    /// Never the secret.
    @Override
    public String toString() {
        return "mrk." + tenant + "." + id + ".…";
    }
}
