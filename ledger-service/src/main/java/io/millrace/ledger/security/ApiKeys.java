package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks API keys. What is known of a key is asked for again after a second, so a revoked one is refused on every node
/// a second later at most; while the store is away, keys that were good go on for ten minutes, so that tills can sell.
public final class ApiKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);
    private static final int KNOWN_MAX = 10_000;
    private static final String WRONG = "The API key is wrong, over or revoked.";

    private final KeyStore store;
    private final InstantSource clock;
    private final Remembered<Optional<KeyStore.Kept>> known;
    private final ConcurrentMap<String, Instant> used = new ConcurrentHashMap<>();

    public ApiKeys(KeyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.known = new Remembered<>("API keys", clock);
    }

    /// Who holds the key. A wrong key is refused in the same words and the same way whatever is wrong with it.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if it is not good, or can't be checked now
    public Principal verify(String text) {
        KeyText given = KeyText.parse(text).orElseThrow(() -> Refusals.invalid(WRONG));
        Instant now = clock.instant();
        Optional<KeyStore.Kept> kept =
                known.get(name(given.tenant(), given.id()), () -> store.find(given.tenant(), given.id()));
        byte[] right = kept.map(KeyStore.Kept::hash).orElseGet(() -> new byte[given.hash().length]);
        boolean isRight = MessageDigest.isEqual(right, given.hash());
        if (kept.isEmpty() || !isRight || !kept.get().key().isGood(now)) {
            throw Refusals.invalid(WRONG);
        }
        noteUse(kept.get().key(), now);
        return kept.get().key().principal();
    }

    /// Forgets what it knows of a key, so that it is asked for again.
    void forget(TenantId tenant, String id) {
        known.forget(name(tenant, id));
    }

    private static String name(TenantId tenant, String id) {
        return tenant + "|" + id;
    }

    private void noteUse(ApiKey key, Instant now) {
        String name = name(key.tenant(), key.id());
        Instant before = used.get(name);
        if (before != null && now.isBefore(before.plus(BETWEEN_USES))) {
            return;
        }
        if (used.size() >= KNOWN_MAX) {
            used.clear();
        }
        used.put(name, now);
        Thread.ofVirtual().name("key-use").start(() -> {
            try {
                store.used(key.tenant(), key.id(), now);
            } catch (StoreAwayException away) {
                LOG.debug("That {} was used could not be noted", key.id(), away);
            }
        });
    }
}
