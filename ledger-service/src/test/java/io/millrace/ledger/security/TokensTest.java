package io.millrace.ledger.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private final TestIssuer issuer = new TestIssuer();

    @TempDir
    private Path folder;

    private Instant now = TestIssuer.NOW;
    private Tokens tokens;

    @BeforeEach
    void start() throws IOException {
        tokens = new Tokens(issuer.settings(issuer.keysIn(folder)), () -> now);
    }

    @AfterEach
    void stop() {
        tokens.close();
    }

    @Test
    void shouldSayWhoHoldsAGoodToken() {
        String token = issuer.token(TestIssuer.claims("acme", "viewer", "pos", "somebody-elses-role")
                .claim("locations", "store-1 store-2")
                .build());

        Principal principal = tokens.verify(token);

        assertThat(principal.subject()).isEqualTo("alice");
        assertThat(principal.tenant()).isEqualTo(TenantId.of("acme"));
        assertThat(principal.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.POS);
        assertThat(principal.keyId()).hasValue("key-1");
        assertThat(principal.locations()).hasValue(Set.of(LocationId.of("store-1"), LocationId.of("store-2")));
    }

    @Test
    void shouldGiveAnOperatorWithoutTenantThatRoleOnly() {
        String token = issuer.token(TestIssuer.claims("acme", "operator", "admin")
                .claim("tenant", null)
                .build());

        Principal principal = tokens.verify(token);

        assertThat(principal.tenant()).isEqualTo(Principal.INSTALLATION);
        assertThat(principal.roles()).containsExactly(Role.OPERATOR);
        assertThat(tokens.holder(token).isOperator()).isTrue();
        refused(issuer.token(TestIssuer.claims("_installation", "admin").build()), "does not say whose data it is for");
    }

    @Test
    void shouldReadClaimsWhereverTheyAreWhenConfigured() {
        TokenSettings standard = issuer.settings(folder.resolve("keys.json").toUri());
        TokenSettings nested = new TokenSettings(
                standard.issuer(),
                standard.audience(),
                standard.keys(),
                standard.clockSkew(),
                new TokenSettings.Claims("https://acme.example/tenant", "realm_access.roles", "places"));
        String token = issuer.token(TestIssuer.claims("ignored")
                .claim("https://acme.example/tenant", "acme")
                .claim("realm_access", Map.of("roles", List.of("planner")))
                .build());
        try (Tokens other = new Tokens(nested, () -> TestIssuer.NOW)) {
            assertThat(other.verify(token).tenant()).isEqualTo(TenantId.of("acme"));
            assertThat(other.verify(token).roles()).containsExactly(Role.PLANNER);
            assertThat(other.verify(token).locations()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhenNobodySigned() {
        refused(new PlainJWT(TestIssuer.claims("acme", "admin").build()).serialize(), "not a signed JWT");
        String signed = issuer.token(TestIssuer.claims("acme", "admin").build());
        String[] parts = signed.split("\\.", -1);
        refused(base64("{\"alg\":\"none\"}") + "." + parts[1] + ".", "not a signed JWT");
        refused(base64("{\"alg\":\"nOnE\"}") + "." + parts[1] + "." + parts[2], "signature is not that");
        refused(parts[0] + "." + parts[1] + ".", "not a signed JWT");
    }

    @Test
    void shouldRefuseWhenThePublicKeyWasUsedAsASecret() throws JOSEException, ParseException {
        byte[] publicKey = JWKSet.parse(issuer.keys())
                .getKeys()
                .getFirst()
                .toECKey()
                .toECPublicKey()
                .getEncoded();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build();

        String token = TestIssuer.signed(TestIssuer.claims("acme", "admin").build(), header, new MACSigner(publicKey));

        refused(token, "signature is not that");
    }

    @Test
    void shouldRefuseWhenTheTokenBringsItsOwnKey() throws JOSEException {
        ECKey own = TestIssuer.generate("key-1");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("key-1")
                .jwk(own.toPublicJWK())
                .build();

        String token = TestIssuer.signed(TestIssuer.claims("acme", "admin").build(), header, new ECDSASigner(own));

        refused(token, "signature is not that");
    }

    @Test
    void shouldRefuseWhenAnythingWasChanged() {
        String[] parts =
                issuer.token(TestIssuer.claims("acme", "viewer").build()).split("\\.", -1);
        String changed =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("viewer", "admin");

        refused(parts[0] + "." + base64(changed) + "." + parts[2], "signature is not that");
    }

    @Test
    void shouldRefuseWhenItIsNotTheTime() {
        refused(claims().expirationTime(before(31)).build(), "has expired");
        refused(claims().notBeforeTime(before(-31)).build(), "not valid yet");
        refused(claims().issueTime(before(-31)).build(), "not valid yet");
        refused(claims().expirationTime(null).build(), "never expires");
    }

    @Test
    void shouldForgiveClocksThatAreALittleOff() {
        JWTClaimsSet late = claims().expirationTime(before(29)).build();
        JWTClaimsSet early = claims().notBeforeTime(before(-29)).build();

        assertThat(tokens.verify(issuer.token(late)).subject()).isEqualTo("alice");
        assertThat(tokens.verify(issuer.token(early)).subject()).isEqualTo("alice");
    }

    @Test
    void shouldRefuseWhenTheTokenIsForSomebodyElse() {
        refused(claims().issuer("https://issuer.example.com/").build(), "another issuer");
        refused(claims().issuer(null).build(), "another issuer");
        refused(claims().audience("other").build(), "its audience");
        refused(claims().audience((String) null).build(), "its audience");
        assertThat(tokens.verify(issuer.token(
                                claims().audience(List.of("other", "millrace")).build()))
                        .subject())
                .isEqualTo("alice");
    }

    @Test
    void shouldRefuseWhenWhatWeNeedIsMissingOrWrong() {
        refused(claims().subject(null).build(), "no claim sub");
        refused(claims().claim("tenant", null).build(), "no claim tenant");
        refused(claims().claim("tenant", "a|b").build(), "not the id of a tenant");
        refused(claims().claim("tenant", List.of("acme", "other")).build(), "no claim tenant");
        refused(claims().claim("locations", List.of("store|1")).build(), "no location");
        refused(claims().claim("locations", 7).build(), "not a list of locations");
    }

    @Test
    void shouldRefuseWhenTheTokenIsOfAnotherType() {
        refused(
                issuer.token(
                        claims().build(), header -> header.type(new com.nimbusds.jose.JOSEObjectType("logout+jwt"))),
                "signature is not that");
        refused("x".repeat(9_000), "longer than");
        refused("", "not a signed JWT");
    }

    @Test
    void shouldRefuseATokenThatEndsWhileItIsKnown() {
        String token = issuer.token(claims().expirationTime(before(0)).build());
        assertThat(tokens.verify(token).subject()).isEqualTo("alice");

        now = now.plusSeconds(29);
        assertThat(tokens.verify(token).subject()).isEqualTo("alice");
        now = now.plusSeconds(1);

        refused(token, "has expired");
    }

    @Test
    void shouldTakeANewKeyAndLetTheOldOneGoWhenTheIssuerRotates() throws IOException {
        String old = issuer.token(claims().build());
        assertThat(tokens.verify(old).keyId()).hasValue("key-1");

        issuer.rotate("key-2");
        issuer.keysIn(folder);

        assertThat(tokens.verify(issuer.token(claims().build())).keyId()).hasValue("key-2");
        now = now.plusSeconds(30);
        refused(old, "signed with a key");
    }

    @Test
    void shouldGoOnWithKnownKeysWhenTheIssuerIsAway() throws IOException {
        String good = issuer.token(claims().build());
        assertThat(tokens.verify(good).keyId()).hasValue("key-1");
        Files.delete(folder.resolve("keys.json"));
        String unknown = issuer.token(claims().build(), header -> header.keyID("key-9"));

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> tokens.verify(unknown));

        assertThat(refused.problem().type()).isIn(ProblemType.UNAVAILABLE, ProblemType.INVALID_CREDENTIALS);
        assertThat(refused.problem().detail()).doesNotContain(folder.toString());
        assertThat(tokens.verify(good).keyId()).hasValue("key-1");
    }

    private static JWTClaimsSet.Builder claims() {
        return TestIssuer.claims("acme", "viewer");
    }

    private static Date before(int seconds) {
        return Date.from(TestIssuer.NOW.minusSeconds(seconds));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(JWTClaimsSet claims, String why) {
        refused(issuer.token(claims), why);
    }

    private void refused(String token, String why) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> tokens.verify(token));
        assertThat(refused).as(why).isNotNull();
        assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID_CREDENTIALS);
        assertThat(refused.problem().detail()).contains(why);
    }
}
