package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.stock.Decision;
import io.millrace.domain.stock.Decision.Pending;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.Decision.Repeated;
import io.millrace.domain.stock.Ledger;
import io.millrace.domain.stock.Rejection;
import io.millrace.domain.stock.StockEvent;
import io.millrace.domain.stock.StockEvent.ById;
import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.Identity;
import io.millrace.domain.stock.StockEvent.TillNumber;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.events.Translated;
import io.millrace.topology.stock.state.LaneState;
import io.millrace.topology.stock.state.Parked;
import io.millrace.topology.stock.state.StockState;
import io.millrace.topology.stock.state.Tally;
import io.millrace.topology.stock.state.Tally.Ending;
import java.time.Duration;

/// Carries an event that is of this partition from its decision to everything that follows: state, totals, journal,
/// outcome, alerts, and the events that waited for it.
final class Judge {
    private final Ledger ledger;
    private final SegmentedStore<StockState> store;
    private final StockState state;
    private final Catalog catalog;
    private final Readers readers;
    private final Teller teller;
    private final Alerts alerts;
    private final TillWatch tills;

    Judge(
            Ledger ledger,
            SegmentedStore<StockState> store,
            Catalog catalog,
            Readers readers,
            Outputs outputs,
            LedgerMeter meter,
            Duration silentAfter) {
        this.ledger = ledger;
        this.store = store;
        this.state = store.content();
        this.catalog = catalog;
        this.readers = readers;
        this.teller = new Teller(outputs, meter);
        this.alerts = new Alerts(outputs, meter);
        this.tills = new TillWatch(catalog, alerts, silentAfter);
    }

    Teller teller() {
        return teller;
    }

    TillWatch tills() {
        return tills;
    }

    /// An event that just came in, or comes again by itself after its location became known.
    Ending judge(LaneState lane, Incoming incoming, StockEvent event, SourceRecord source) {
        if (event.body() instanceof Goods goods) {
            lane.fetch(goods.lines());
        }
        Decision decision = ledger.decide(lane, catalog.shop(lane), event);
        return carryOut(lane, incoming, event, source, decision);
    }

    private Ending carryOut(
            LaneState lane, Incoming incoming, StockEvent event, SourceRecord source, Decision decision) {
        LaneKey key = lane.key();
        return switch (decision) {
            case Posted posted -> {
                post(lane, incoming, event, source, posted);
                yield Ending.POSTED;
            }
            case Repeated _ -> {
                teller.repeated(key, incoming, source);
                yield Ending.REPEATED;
            }
            case Pending pending -> {
                change(lane, () -> Ledger.evolve(lane, pending));
                lane.park(source.park(new Parked.Wait.ForEvent(name(pending.awaited())), event.eventId()));
                teller.pending(key, incoming, source, name(pending.awaited()));
                yield Ending.PENDING;
            }
            case Rejected rejected -> {
                teller.rejected(key, incoming.header(), source, rejected);
                if (rejected.reason() == Rejection.CONFLICT && event.identity() instanceof TillNumber number) {
                    tills.conflict(lane, number, source.recordedAtMicros());
                }
                yield Ending.REJECTED;
            }
        };
    }

    private void post(LaneState lane, Incoming incoming, StockEvent event, SourceRecord source, Posted posted) {
        change(lane, () -> {
            lane.posting(state.nextJournalSequence(), source.recordedAtMicros());
            Ledger.evolve(lane, posted);
        });
        long sequence = state.journalSequence();
        String tenant = lane.key().tenant().value();
        Tally tally = state.tally(tenant);
        posted.lines().forEach(line -> line.movements().forEach(tally::add));
        state.tallied(tenant);
        teller.posted(lane.key(), incoming, source, sequence, posted);
        posted.alerts().forEach(alert -> alerts.tell(lane, alert, source.recordedAtMicros()));
        judgeWhatWaited(lane, event.identity());
    }

    /// Other threads see all of it, or nothing.
    private void change(LaneState lane, Runnable changes) {
        store.gate().close();
        try {
            lane.changing(state.nextChange());
            changes.run();
        } finally {
            store.gate().open();
        }
    }

    /// What waited for an event is judged after it.
    private void judgeWhatWaited(LaneState lane, Identity identity) {
        for (Parked parked : lane.parked()) {
            if (parked.awaits() instanceof Parked.Wait.ForEvent(String awaited) && awaited.equals(name(identity))) {
                lane.park(parked.over());
                replay(lane, parked);
            }
        }
    }

    private void replay(LaneState lane, Parked parked) {
        SourceRecord source = SourceRecord.of(lane.key().text(), parked);
        Readers.Result read = readers.read(parked.topic(), source.value());
        if (read instanceof Readers.Result.Read(Incoming incoming)
                && incoming.translate(parked.recordedAtMicros(), catalog.listing(lane.key()))
                        instanceof Translated.Valid(StockEvent event)) {
            Decision decision = ledger.judge(lane, catalog.shop(lane), event);
            Ending ending = carryOut(lane, incoming, event, source, decision);
            Tally tally = state.tally(lane.key().tenant().value());
            tally.count(Ending.PENDING, -1);
            tally.count(ending, 1);
        } else {
            throw new IllegalStateException("an event that was read before can't be read again: " + parked.eventId());
        }
    }

    /// What identifies an event, as a name.
    static String name(Identity identity) {
        return switch (identity) {
            case TillNumber(var till, var date, var sequence) ->
                "number " + sequence + " of till " + till + " on " + date;
            case ById(var eventId) -> "event " + eventId;
        };
    }
}
