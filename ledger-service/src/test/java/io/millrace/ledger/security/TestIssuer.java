package io.millrace.ledger.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/// An issuer of tokens with one key at a time.
final class TestIssuer {
    static final String NAME = "https://issuer.example.com";
    static final String AUDIENCE = "millrace";
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private ECKey key = generate("key-1");

    static ECKey generate(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void rotate(String id) {
        key = generate(id);
    }

    /// The public keys, as the issuer publishes them.
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    URI keysIn(Path folder) throws IOException {
        return Files.writeString(folder.resolve("keys.json"), keys()).toUri();
    }

    TokenSettings settings(URI keys) {
        return new TokenSettings(NAME, AUDIENCE, keys, Duration.ofSeconds(30), TokenSettings.Claims.STANDARD);
    }

    static JWTClaimsSet.Builder claims(String tenant, String... roles) {
        return claims(NOW, tenant, roles);
    }

    static JWTClaimsSet.Builder claims(Instant now, String tenant, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("alice")
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("tenant", tenant)
                .claim("roles", List.of(roles));
    }

    String token(JWTClaimsSet claims) {
        return token(claims, header -> header);
    }

    String token(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header) {
        try {
            return signed(
                    claims,
                    header.apply(new JWSHeader.Builder(JWSAlgorithm.ES256)
                                    .type(JOSEObjectType.JWT)
                                    .keyID(key.getKeyID()))
                            .build(),
                    new ECDSASigner(key));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
