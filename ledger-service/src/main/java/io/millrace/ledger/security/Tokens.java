package io.millrace.ledger.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.millrace.ledger.http.Principal;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks bearer tokens: JWTs that one issuer signed, for us, and that are valid now. Safe for many threads.
///
/// Only signatures with a public key count, of these algorithms; the token's own word about its key is not asked.
public final class Tokens implements AutoCloseable {
    /// The signatures that are accepted; nothing a token says can widen it.
    public static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int LENGTH_MAX = 8_192;
    /// To prove a signature takes a millisecond; a caller asks many times with the same token.
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final int PROVEN_MAX = 2_000;

    private final TokenSettings settings;
    private final InstantSource clock;
    private final JWKSource<SecurityContext> keys;
    private final DefaultJWTProcessor<SecurityContext> processor;
    private final ClaimReader claims;
    private final ConcurrentMap<String, Checked> proven = new ConcurrentHashMap<>();

    public Tokens(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = TokenKeys.of(settings.keys());
        this.claims = new ClaimReader(settings.claims());
        this.processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier((checked, context) -> check(checked));
    }

    /// Who holds the token.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if it is not good, or can't be checked now
    public Principal verify(String token) {
        Checked checked = checked(token);
        return claims.principal(checked.claims(), checked.keyId());
    }

    /// Who holds the token, where it is not for the token to say what they may do.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if it is not good, or can't be checked now
    Holder holder(String token) {
        Checked checked = checked(token);
        return claims.holder(checked.claims(), checked.keyId());
    }

    /// What a good token says, with which key it was signed, and when that was found out.
    private record Checked(JWTClaimsSet claims, Optional<String> keyId, Instant at) {}

    private Checked checked(String token) {
        if (token.length() > LENGTH_MAX) {
            throw Refusals.invalid("The token is longer than " + LENGTH_MAX + " characters.");
        }
        Instant now = clock.instant();
        Checked before = proven.get(token);
        if (before != null && now.isBefore(before.at().plus(REMEMBERED))) {
            check(before.claims());
            return before;
        }
        Checked checked = process(token, now);
        if (proven.size() >= PROVEN_MAX) {
            proven.clear();
        }
        proven.put(token, checked);
        return checked;
    }

    private Checked process(String token, Instant now) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            return new Checked(
                    processor.process(signed, null),
                    Optional.ofNullable(signed.getHeader().getKeyID()),
                    now);
        } catch (ParseException malformed) {
            throw Refusals.invalid("The token is not a signed JWT.");
        } catch (RateLimitReachedException unknownKey) {
            throw Refusals.invalid("The token is signed with a key that its issuer does not have.");
        } catch (KeySourceException away) {
            LOG.warn("The issuer's keys can't be read from {}: {}", settings.keys(), away.getMessage());
            throw Refusals.away("The keys of the token's issuer can't be read right now.");
        } catch (BadJOSEException | JOSEException unproven) {
            LOG.debug("A token is not accepted", unproven);
            throw Refusals.invalid("The token's signature is not that of a key and algorithm accepted here.");
        }
    }

    private void check(JWTClaimsSet claimed) {
        Instant now = clock.instant();
        if (!settings.issuer().equals(claimed.getIssuer())) {
            throw Refusals.invalid("The token is of another issuer than the one trusted here.");
        }
        if (!claimed.getAudience().contains(settings.audience())) {
            throw Refusals.invalid("The token is not for this service: its audience is another.");
        }
        Date expires = claimed.getExpirationTime();
        if (expires == null) {
            throw Refusals.invalid("The token never expires; only tokens with exp are accepted.");
        }
        if (!now.isBefore(expires.toInstant().plus(settings.clockSkew()))) {
            throw Refusals.invalid("The token has expired. Get a new one.");
        }
        Date begins = claimed.getNotBeforeTime();
        Date issued = claimed.getIssueTime();
        Instant latest = now.plus(settings.clockSkew());
        if ((begins != null && begins.toInstant().isAfter(latest))
                || (issued != null && issued.toInstant().isAfter(latest))) {
            throw Refusals.invalid("The token is not valid yet.");
        }
    }

    @Override
    public void close() {
        if (keys instanceof Closeable source) {
            try {
                source.close();
            } catch (IOException failed) {
                throw new UncheckedIOException("the source of token keys did not close", failed);
            }
        }
    }
}
