package io.millrace.topology.stock;

import io.millrace.events.stock.OutcomeStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One shop's stock as one would explain it: all that is known to have happened, added up anew for each question.
///
/// A shelf holds what the last count found, and what happened after it; whoever has reserved some of it has it still.
final class ModelLane {
    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, Map<Long, Long>> countsByItem = new HashMap<>();
    private final Map<String, Integer> contentByIdentity = new HashMap<>();
    private final Map<String, ModelStep.Sale> sales = new HashMap<>();
    private final Set<String> voided = new HashSet<>();
    private final Map<String, List<ModelStep.Undo>> waiting = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();

    /// What happened to the shelf and to the damaged goods at a moment, and by which event.
    private record Fact(String identity, String item, long atMicros, long shelf, long damaged) {}

    private record Held(String item, long quantity) {}

    /// How an event ended.
    record Ended(UUID eventId, OutcomeStatus status) {}

    /// Takes in an event, and tells how it and those that waited for it end.
    List<Ended> take(ModelStep step) {
        Integer known = contentByIdentity.get(step.identity());
        if (known != null) {
            return List.of(new Ended(
                    step.eventId(), known == step.content() ? OutcomeStatus.REPEATED : OutcomeStatus.REJECTED));
        }
        List<Ended> ended = new ArrayList<>();
        OutcomeStatus status = judge(step);
        ended.add(new Ended(step.eventId(), status));
        if (status != OutcomeStatus.REJECTED) {
            contentByIdentity.put(step.identity(), step.content());
        }
        if (status == OutcomeStatus.POSTED) {
            List<ModelStep.Undo> awoken = waiting.remove(step.identity());
            if (awoken != null) {
                awoken.forEach(late -> ended.add(new Ended(late.eventId(), judge(late))));
            }
        }
        return ended;
    }

    private OutcomeStatus judge(ModelStep step) {
        switch (step) {
            case ModelStep.Sale sale -> {
                sales.put(sale.identity(), sale);
                sale.lines().forEach(line -> sold(sale, line));
            }
            case ModelStep.Undo taken -> {
                ModelStep.Sale sale = sales.get(taken.sale().identity());
                if (sale == null) {
                    waiting.computeIfAbsent(taken.sale().identity(), _ -> new ArrayList<>())
                            .add(taken);
                    return OutcomeStatus.PENDING;
                }
                if (sale.content() != taken.sale().content() || !voided.add(sale.identity())) {
                    return OutcomeStatus.REJECTED;
                }
                facts.removeIf(fact -> fact.identity.equals(sale.identity()));
            }
            case ModelStep.Moved moved ->
                facts.add(new Fact(moved.identity(), moved.item(), moved.atMicros(), moved.shelf(), moved.damaged()));
            case ModelStep.Counted counted -> {
                Map<Long, Long> counts = countsByItem.computeIfAbsent(counted.item(), _ -> new HashMap<>());
                counts.put(counted.atMicros(), counted.quantity());
            }
            case ModelStep.Reserve reserve -> {
                if (held.containsKey(reserve.name()) || free(reserve.item()) < reserve.quantity()) {
                    return OutcomeStatus.REJECTED;
                }
                held.put(reserve.name(), new Held(reserve.item(), reserve.quantity()));
            }
            case ModelStep.Release release -> {
                Held reserved = held.get(release.name());
                if (reserved == null || reserved.quantity == 0) {
                    return OutcomeStatus.REJECTED;
                }
                held.put(release.name(), new Held(reserved.item, 0));
            }
        }
        return OutcomeStatus.POSTED;
    }

    private void sold(ModelStep.Sale sale, ModelStep.Line line) {
        long quantity = line.quantity();
        if (line.reservation() != null) {
            held.computeIfPresent(
                    line.reservation(),
                    (_, reserved) -> reserved.item.equals(line.item())
                            ? new Held(reserved.item, Math.max(0, reserved.quantity - quantity))
                            : reserved);
        }
        long shelf = switch (line.kind()) {
            case SOLD -> -quantity;
            case RETURNED -> quantity;
            case RETURNED_DAMAGED -> 0;
        };
        long damaged = line.kind() == ModelStep.Kind.RETURNED_DAMAGED ? quantity : 0;
        facts.add(new Fact(sale.identity(), line.item(), sale.atMicros(), shelf, damaged));
    }

    /// Free and reserved together, in thousandths.
    private long shelf(String item) {
        Map<Long, Long> counts = countsByItem.getOrDefault(item, Map.of());
        long counted = counts.keySet().stream().mapToLong(at -> at).max().orElse(Long.MIN_VALUE);
        return counts.getOrDefault(counted, 0L)
                + facts.stream()
                        .filter(fact -> fact.item.equals(item) && fact.atMicros > counted)
                        .mapToLong(Fact::shelf)
                        .sum();
    }

    long free(String item) {
        return shelf(item) - reserved(item);
    }

    long reserved(String item) {
        return held.values().stream()
                .filter(reserved -> reserved.item.equals(item))
                .mapToLong(Held::quantity)
                .sum();
    }

    long damaged(String item) {
        return facts.stream()
                .filter(fact -> fact.item.equals(item))
                .mapToLong(Fact::damaged)
                .sum();
    }
}
