package io.millrace.ledger.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.millrace.domain.LocationId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/// An issuer of this installation's own, for demos and for where there is no other. Its key is made up at the first
/// start and kept in a file only its owner may read: whoever can read that file is whoever runs Millrace.
public final class OwnIssuer {
    private static final String PRIVATE_FILE = "issuer.json";
    private static final String PUBLIC_FILE = "keys.json";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final ECKey key;
    private final Path publicFile;

    private OwnIssuer(ECKey key, Path publicFile) {
        this.key = key;
        this.publicFile = publicFile;
    }

    /// Opens the issuer whose key is in the folder, and makes one up if there is none.
    ///
    /// @throws IOException if the folder can't be used, or what is in it is not a key
    public static OwnIssuer open(Path folder) throws IOException {
        Path privateFile = folder.resolve(PRIVATE_FILE);
        if (!Files.exists(privateFile)) {
            write(privateFile, newKey().toJSONString());
        }
        OwnIssuer issuer = existing(folder);
        write(issuer.publicFile, new JWKSet(issuer.key.toPublicJWK()).toString());
        return issuer;
    }

    /// Opens the issuer whose key is in the folder.
    ///
    /// @throws IOException if there is none
    public static OwnIssuer existing(Path folder) throws IOException {
        Path file = folder.resolve(PRIVATE_FILE);
        try {
            return new OwnIssuer(ECKey.parse(Files.readString(file)), folder.resolve(PUBLIC_FILE));
        } catch (ParseException malformed) {
            throw new IOException(file + " does not hold a key. Restore it, or delete it for a new one.", malformed);
        }
    }

    private static ECKey newKey() throws IOException {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException failed) {
            throw new IOException("no key could be made up", failed);
        }
    }

    /// Whole or not at all, and never readable for others in between.
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".draft");
        Files.createFile(draft, OWNER_ONLY);
        Files.writeString(draft, text);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unusual) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// What its tokens have as `iss`: different for every installation, so that tokens of one are none for another.
    public String name() {
        return "urn:millrace:issuer:" + key.getKeyID();
    }

    /// Where its public keys are.
    public URI keys() {
        return publicFile.toUri();
    }

    /// A token for somebody.
    public String token(Principal holder, String audience, Instant now, Duration lifetime) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(name())
                .audience(audience)
                .subject(holder.subject())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("roles", holder.roles().stream().sorted().map(Role::word).toList());
        if (!holder.tenant().equals(Principal.INSTALLATION)) {
            claims.claim("tenant", holder.tenant().value());
        }
        holder.locations()
                .ifPresent(places -> claims.claim(
                        "locations",
                        places.stream().map(LocationId::value).sorted().toList()));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException failed) {
            throw new IllegalStateException("a P-256 key signs", failed);
        }
        return token.serialize();
    }
}
