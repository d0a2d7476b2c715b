package io.millrace.topology.stock;

import io.millrace.domain.stock.Reservation;
import io.millrace.domain.stock.StockEvent;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.Expire;
import io.millrace.domain.stock.TillDay.Sums;
import io.millrace.domain.stock.Times;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.stock.Proof;
import io.millrace.events.stock.SourcePosition;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.stock.state.Forgetting;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.Parked;
import io.millrace.topology.stock.state.StockState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the ledger does by the clock on the wall: lapsed reservations, known locations, proofs, silent tills,
/// forgetting.
final class StockClock {
    private static final Logger LOG = LoggerFactory.getLogger(StockClock.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final String OWN = "millrace-ledger";

    private final StockSettings settings;
    private final SegmentedStore<StockState> store;
    private final StockState state;
    private final Judge judge;
    private final Outputs outputs;
    private final BiConsumer<LaneState, Parked> again;
    private final BiConsumer<LaneState, Parked> inVain;
    private final Catalog catalog;
    private final LedgerMeter meter;
    private final Forgetting forgetting;

    StockClock(
            StockSettings settings,
            SegmentedStore<StockState> store,
            Judge judge,
            Outputs outputs,
            BiConsumer<LaneState, Parked> again,
            BiConsumer<LaneState, Parked> inVain,
            Catalog catalog,
            LedgerMeter meter) {
        this.settings = settings;
        this.store = store;
        this.state = store.content();
        this.judge = judge;
        this.outputs = outputs;
        this.again = again;
        this.inVain = inVain;
        this.catalog = catalog;
        this.meter = meter;
        this.forgetting = new Forgetting(settings.rules());
    }

    void start(ProcessorContext<Void, Void> context) {
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(settings.proofEvery(), PunctuationType.WALL_CLOCK_TIME, this::prove);
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    private void tick(long nowMillis) {
        store.alive();
        List<String> unproven = state.tenants().stream()
                .filter(tenant -> !state.proofs().containsKey(tenant))
                .toList();
        unproven.forEach(tenant -> prove(tenant, nowMillis));
        if (!unproven.isEmpty()) {
            meter.checked(outputs.partition(), state, nowMillis);
        }
        for (LaneState lane : state.lanes()) {
            expire(lane, nowMillis);
            List<Parked> waiting = lane.parked();
            if (!waiting.isEmpty() && catalog.knows(lane.key())) {
                waiting.stream()
                        .filter(parked -> parked.awaits() instanceof Parked.Wait.ForLocation)
                        .forEach(parked -> again.accept(lane, parked));
            }
        }
    }

    private void expire(LaneState lane, long nowMillis) {
        long nowMicros = nowMillis * 1_000;
        List<String> due = lane.reservations().values().stream()
                .filter(slot -> isDue(slot.value(), nowMicros))
                .map(Slot::key)
                .sorted()
                .toList();
        if (!due.isEmpty() && settings.isCaughtUp().test(outputs.partition())) {
            due.forEach(reservationId -> expire(lane, reservationId, nowMillis));
        }
    }

    private static boolean isDue(Reservation reservation, long nowMicros) {
        return !reservation.isOver()
                && reservation.expiresAtMicros() != Times.NEVER
                && reservation.expiresAtMicros() <= nowMicros;
    }

    private void expire(LaneState lane, String reservationId, long nowMillis) {
        long nowMicros = nowMillis * 1_000;
        UUID eventId = UUID.nameUUIDFromBytes(
                (lane.key() + "|" + reservationId + "|" + nowMicros).getBytes(StandardCharsets.UTF_8));
        EventHeader header = EventHeader.builder()
                .eventId(eventId)
                .tenantId(lane.key().tenant().value())
                .locationId(lane.key().location().value())
                .occurredAt(Instant.EPOCH.plus(nowMicros, ChronoUnit.MICROS))
                .origin(Origin.builder().system(OWN).build())
                .build();
        StockEvent event = new StockEvent(
                eventId, new ById(eventId), nowMicros, nowMicros, 0, Sums.ZERO, new Expire(reservationId));
        SourceRecord source = new SourceRecord(
                null, null, new RecordHeaders(), new SourcePosition(OWN, outputs.partition(), 0), nowMicros);
        judge.judge(lane, new Incoming.FromClock(header, event, reservationId), event, source);
    }

    private void prove(long nowMillis) {
        for (String tenant : List.copyOf(state.tenants())) {
            Proof proof = prove(tenant, nowMillis);
            outputs.send(Topics.PROOFS, tenant + "|" + outputs.partition(), proof, nowMillis);
            if (!proof.drift().isZero()) {
                LOG.error("The stock of {} in partition {} does not add up: {}", tenant, outputs.partition(), proof);
            }
        }
        meter.checked(outputs.partition(), state, nowMillis);
    }

    private Proof prove(String tenant, long nowMillis) {
        Proof proof = Proofs.of(state, tenant, outputs.partition(), Instant.ofEpochMilli(nowMillis));
        state.proofs().put(tenant, proof);
        return proof;
    }

    private void sweep(long nowMillis) {
        long nowMicros = nowMillis * 1_000;
        for (LaneState lane : state.lanes()) {
            forget(lane, nowMicros);
            judge.tills().listen(lane, nowMicros);
            giveUp(lane, nowMicros);
        }
    }

    private void forget(LaneState lane, long nowMicros) {
        store.gate().close();
        try {
            forgetting.sweep(lane, nowMicros, store::drop);
        } finally {
            store.gate().open();
        }
    }

    /// Whoever has waited for longer than its identity is known waits in vain.
    private void giveUp(LaneState lane, long nowMicros) {
        for (Parked parked : lane.parked()) {
            if (nowMicros - parked.recordedAtMicros() > settings.rules().identityMicros()) {
                inVain.accept(lane, parked);
            }
        }
    }
}
