package io.millrace.topology.intake;

import io.millrace.domain.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// How much each tenant has sent of what it may. Safe for many threads.
final class Quotas {
    private final Function<TenantId, IntakeRate> rates;
    private final ConcurrentMap<TenantId, Quota> quotas = new ConcurrentHashMap<>();

    private static final class Quota {
        private final IntakeRate rate;
        private final TokenBucket bytes;
        private final TokenBucket records;

        Quota(IntakeRate rate, long nowNanos) {
            this.rate = rate;
            this.bytes = new TokenBucket(rate.bytesPerSecond(), nowNanos);
            this.records = new TokenBucket(rate.recordsPerSecond(), nowNanos);
        }

        synchronized long take(long byteCount, long recordCount, long nowNanos) {
            return Math.max(bytes.take(byteCount, nowNanos), records.take(recordCount, nowNanos));
        }
    }

    /// @param rates what each tenant may send; asked again and again, because it changes
    Quotas(Function<TenantId, IntakeRate> rates) {
        this.rates = rates;
    }

    /// Notes what a tenant sent, and answers for how many nanoseconds it has to pause.
    long take(TenantId tenant, long bytes, long records, long nowNanos) {
        IntakeRate rate = rates.apply(tenant);
        if (rate.equals(IntakeRate.UNLIMITED)) {
            quotas.remove(tenant);
            return 0;
        }
        Quota quota = quotas.compute(
                tenant, (_, known) -> known != null && known.rate.equals(rate) ? known : new Quota(rate, nowNanos));
        return quota.take(bytes, records, nowNanos);
    }
}
