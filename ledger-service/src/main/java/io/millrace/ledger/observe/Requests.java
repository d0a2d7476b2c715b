package io.millrace.ledger.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.RequestWatch;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Counts and times every request by its route and status, joins it to its trace, and has whatever its thread logs say
/// which request, tenant and trace it is about.
///
/// A thread serves one connection, so what it logs after a request and before the next is about that request.
final class Requests implements RequestWatch {
    /// The fields of the log.
    static final String REQUEST = "request";
    static final String TENANT = "tenant";
    static final String TRACE = "trace";

    static final String TIMER = "millrace.http.requests";

    private static final Pattern WELL_FORMED_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int STATUSES = 600;
    private static final int FAILED = 500;
    private static final int SHORT_NAME = 8;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Traces traces;
    private final String process = UUID.randomUUID().toString().substring(0, SHORT_NAME);
    private final AtomicLong count = new AtomicLong();

    Requests(MeterRegistry registry, Traces traces) {
        this.registry = registry;
        this.traces = traces;
    }

    @Override
    public Watched endpoint(String verb, String route) {
        Timers timers = new Timers(verb, route);
        return header -> {
            long begun = System.nanoTime();
            Traces.Served served = traces.serve(verb, route, header);
            String id = header.apply(ID_HEADER)
                    .filter(given -> WELL_FORMED_ID.matcher(given).matches())
                    .orElseGet(this::nextId);
            MDC.clear();
            MDC.put(REQUEST, id);
            if (!served.traceId().isEmpty()) {
                MDC.put(TRACE, served.traceId());
            }
            return new Followed(id, timers, served, begun);
        };
    }

    private String nextId() {
        return process + "-" + count.incrementAndGet();
    }

    /// The timers of one route, one for each status that was ever answered.
    private final class Timers {
        private final String verb;
        private final String route;
        private final AtomicReferenceArray<@Nullable Timer> byStatus = new AtomicReferenceArray<>(STATUSES);

        private Timers(String verb, String route) {
            this.verb = verb;
            this.route = route;
        }

        private Timer of(int status) {
            Timer known = byStatus.get(status);
            if (known != null) {
                return known;
            }
            Timer timer = Timer.builder(TIMER)
                    .description("How long requests took until their answer was there, by route and status")
                    .tags("method", verb, "route", route, "status", Integer.toString(status))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
            byStatus.set(status, timer);
            return timer;
        }
    }

    private static final class Followed implements Visit {
        private final String id;
        private final Timers timers;
        private final Traces.Served served;
        private final long begunNanos;
        private boolean isAnswered;

        private Followed(String id, Timers timers, Traces.Served served, long begunNanos) {
            this.id = id;
            this.timers = timers;
            this.served = served;
            this.begunNanos = begunNanos;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void tenant(TenantId tenant) {
            MDC.put(TENANT, tenant.value());
        }

        @Override
        public void answered(int status) {
            isAnswered = true;
            timers.of(status).record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
            served.answered(status);
        }

        @Override
        public void close() {
            if (!isAnswered) {
                answered(FAILED);
            }
            served.close();
        }
    }
}
