package io.millrace.ledger.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.millrace.domain.LocationId;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.Transport;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A service that lets nobody in who can't prove who they are.
final class Premises implements AutoCloseable {
    static final Limits LIMITS = new Limits(100_000, 100_000, 1_000_000);

    final TestIssuer issuer = new TestIssuer();
    final KeysInMemory store = new KeysInMemory();
    final BlockingQueue<AuditEntry> audited = new LinkedBlockingQueue<>();
    private final Tokens tokens;
    private final LedgerServer server;

    Premises(Path folder, Limits limits, Transport transport, List<Endpoint> offered) throws IOException {
        InstantSource clock = InstantSource.system();
        tokens = new Tokens(issuer.settings(issuer.keysIn(folder)), clock);
        ApiKeys keys = new ApiKeys(store, clock);
        Gatekeeper gatekeeper = new Gatekeeper(tokens, keys, new Audit(clock, audited::add), limits, System::nanoTime);
        List<Endpoint> endpoints = new ArrayList<>(offered);
        endpoints.addAll(new KeyEndpoints(store, keys, clock).endpoints());
        server = LedgerServer.start(
                new LedgerServer.Options("127.0.0.1", 0, List.of(), Map.of(), gatekeeper, endpoints), transport);
    }

    URI url() {
        return server.url();
    }

    CheckedClient client() {
        return new CheckedClient(server.url());
    }

    /// The headers of somebody with a token.
    String[] token(String tenant, String... roles) {
        return bearer(TestIssuer.claims(Instant.now(), tenant, roles).build());
    }

    String[] bearer(JWTClaimsSet claims) {
        return new String[] {Caller.AUTHORIZATION, "Bearer " + issuer.token(claims)};
    }

    /// The headers of a till.
    String[] key(String tenant, String location, Role... roles) {
        KeyText text = KeyText.random(TenantId.of(tenant), new SecureRandom());
        ApiKey.Times times = new ApiKey.Times(Instant.now(), Optional.empty(), Optional.empty(), Optional.empty());
        ApiKey key = new ApiKey(
                text.id(),
                text.tenant(),
                "till",
                Set.of(roles),
                Optional.of(Set.of(LocationId.of(location))),
                "alice",
                times);
        store.add(new KeyStore.Kept(key, text.hash()), null);
        return new String[] {Caller.API_KEY, text.text()};
    }

    @Override
    public void close() {
        server.close();
        tokens.close();
    }
}
