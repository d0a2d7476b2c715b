package io.millrace.ledger.security;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each tenant may do now, read ahead so that no request waits for it. While the register is away, what was known
/// goes on. Safe for many threads.
public final class TenantRules implements AutoCloseable {
    /// For an installation whose tenants are all alike.
    public static final TenantRules NONE = new TenantRules(List::of);

    private static final Logger LOG = LoggerFactory.getLogger(TenantRules.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Supplier<List<Tenant>> source;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Map<TenantId, Tenant> known = Map.of();

    /// Knows nothing before it is refreshed.
    TenantRules(Supplier<List<Tenant>> source) {
        this.source = source;
    }

    /// Reads the register every two seconds until closed.
    public static TenantRules reading(Register register) {
        TenantRules rules = new TenantRules(register::all);
        rules.refresh();
        Thread.ofVirtual().name("tenant-rules").start(rules::keepReading);
        return rules;
    }

    private void keepReading() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads the register now.
    void refresh() {
        try {
            known = source.get().stream().collect(Collectors.toUnmodifiableMap(Tenant::id, Function.identity()));
        } catch (StoreAwayException away) {
            LOG.warn("What tenants may can't be read; what was known goes on: {}", away.getMessage());
        }
    }

    /// How much a tenant may ask; a tenant that is not registered has no limits of its own.
    TenantLimits limits(TenantId tenant) {
        Tenant found = known.get(tenant);
        return found == null ? TenantLimits.NONE : found.limits();
    }

    /// Refuses whose tenant is suspended.
    ///
    /// @throws ProblemException if it is
    void requireActive(Principal principal) {
        Tenant found = known.get(principal.tenant());
        if (found != null && found.isSuspended()) {
            throw new ProblemException(Problem.of(
                    ProblemType.TENANT_SUSPENDED,
                    "This tenant is suspended; nothing of it is lost. Ask whoever runs this installation."));
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
