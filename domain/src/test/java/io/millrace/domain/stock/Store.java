package io.millrace.domain.stock;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.Decision.Pending;
import io.millrace.domain.stock.Decision.Posted;
import io.millrace.domain.stock.Decision.PostedLine;
import io.millrace.domain.stock.Decision.Rejected;
import io.millrace.domain.stock.StockEvent.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// A shop with its ledger: takes events in, makes decisions true, and lets those wait that have to.
final class Store implements Shop {
    private final Ledger ledger = new Ledger(LedgerSettings.DEFAULT);
    private final MemoryLane lane = new MemoryLane();
    private final List<PostedLine> lines = new ArrayList<>();
    private final Map<Identity, List<StockEvent>> waiting = new HashMap<>();
    private final Set<Sku> unlisted;
    private final Map<Sku, List<String>> categories;
    private final OptionalLong lowStock;

    Store() {
        this(Set.of(), Map.of(), OptionalLong.empty());
    }

    Store(Set<Sku> unlisted, Map<Sku, List<String>> categories, OptionalLong lowStock) {
        this.unlisted = unlisted;
        this.categories = categories;
        this.lowStock = lowStock;
    }

    static Store with(Sketch... events) {
        Store store = new Store();
        for (Sketch event : events) {
            store.post(event);
        }
        return store;
    }

    MemoryLane lane() {
        return lane;
    }

    /// All lines that were posted, in their order.
    List<PostedLine> lines() {
        return lines;
    }

    Decision send(Sketch event) {
        return send(event.done());
    }

    Decision send(StockEvent event) {
        return take(event, ledger.decide(lane, this, event));
    }

    /// Sends what has to be posted.
    Posted post(Sketch event) {
        return (Posted) send(event);
    }

    /// Sends what has to be rejected, and says why it was.
    Rejection reject(Sketch event) {
        return ((Rejected) send(event)).reason();
    }

    private Decision take(StockEvent event, Decision decision) {
        Ledger.evolve(lane, decision);
        switch (decision) {
            case Posted posted -> {
                lines.addAll(posted.lines());
                List<StockEvent> awoken = waiting.remove(event.identity());
                for (StockEvent waiter : awoken == null ? List.<StockEvent>of() : awoken) {
                    take(waiter, ledger.judge(lane, this, waiter));
                }
            }
            case Pending pending ->
                waiting.computeIfAbsent(pending.awaited(), _ -> new ArrayList<>())
                        .add(event);
            case Decision.Repeated _, Rejected _ -> {
                // Nothing follows.
            }
        }
        return decision;
    }

    /// What a bucket of an item holds, in whole units; outside accounts have what went there.
    long units(Sku item, Bucket bucket) {
        return thousandths(item, bucket) / 1_000;
    }

    long thousandths(Sku item, Bucket bucket) {
        return bucket.isHeld() ? lane.position(item).balance(bucket) : moved(item, bucket);
    }

    /// What all movements of an item together brought to a bucket, in thousandths.
    long moved(Sku item, Bucket bucket) {
        return lines.stream()
                .filter(line -> line.item().equals(item))
                .flatMap(line -> line.movements().stream())
                .mapToLong(movement -> movement.effectOn(bucket))
                .sum();
    }

    @Override
    public boolean isListed(Sku item) {
        return !unlisted.contains(item);
    }

    @Override
    public List<String> categoryPath(Sku item) {
        return categories.getOrDefault(item, List.of());
    }

    @Override
    public TillDay.Numbering numbering(String till) {
        return TillDay.Numbering.DENSE;
    }

    @Override
    public OptionalLong lowStock(Sku item) {
        return lowStock;
    }
}
