package io.millrace.topology.stock;

import io.millrace.domain.stock.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// A random life of one shop: sales with and without numbers, returns, receipts, breakage, counts, voids and
/// reservations, in any order of time, some of them twice, some under a number that was used before.
final class ModelHistory {
    static final List<String> ITEMS = List.of("milk", "bread", "eggs");

    private static final long SPREAD_MICROS = Times.HOUR_MICROS * 6;
    private static final int RESERVATIONS = 4;

    private final Random random;
    private final long endMicros;
    private final List<ModelStep> steps = new ArrayList<>();
    private final List<ModelStep.Sale> sales = new ArrayList<>();
    private final List<ModelStep.Sale> heldBack = new ArrayList<>();
    private long made;

    private ModelHistory(long seed, long endMicros) {
        this.random = new Random(seed);
        this.endMicros = endMicros;
    }

    static List<ModelStep> of(long seed, long endMicros, int length) {
        ModelHistory history = new ModelHistory(seed, endMicros);
        for (int i = 0; i < length; i++) {
            history.next();
        }
        history.steps.addAll(history.heldBack);
        return history.steps;
    }

    private void next() {
        switch (random.nextInt(20)) {
            case 0, 1 -> repeat();
            case 2 -> conflict();
            case 3, 4 -> undo();
            case 5 -> undoBeforehand();
            case 6, 7 -> steps.add(new ModelStep.Counted(id(), time(), item(), random.nextInt(20_000)));
            case 8, 9 -> steps.add(new ModelStep.Moved(id(), time(), item(), quantity(), 0));
            case 10 -> steps.add(new ModelStep.Moved(id(), time(), item(), -quantity(), 0));
            case 11 -> {
                long broken = quantity();
                steps.add(new ModelStep.Moved(id(), time(), item(), -broken, broken));
            }
            case 12, 13 -> steps.add(new ModelStep.Reserve(id(), time(), reservation(), item(), quantity()));
            case 14 -> steps.add(new ModelStep.Release(id(), time(), reservation()));
            default -> {
                ModelStep.Sale sale = sale();
                sales.add(sale);
                steps.add(sale);
            }
        }
    }

    private void repeat() {
        if (!steps.isEmpty()) {
            steps.add(steps.get(random.nextInt(steps.size())));
        }
    }

    private void conflict() {
        if (!sales.isEmpty()) {
            ModelStep.Sale taken = sales.get(random.nextInt(sales.size()));
            UUID eventId = taken.sequence() == 0 ? taken.eventId() : id();
            steps.add(new ModelStep.Sale(eventId, taken.sequence(), time(), lines()));
        }
    }

    private void undo() {
        if (!sales.isEmpty()) {
            steps.add(new ModelStep.Undo(id(), sales.get(random.nextInt(sales.size())), time()));
        }
    }

    private void undoBeforehand() {
        ModelStep.Sale sale = sale();
        heldBack.add(sale);
        steps.add(new ModelStep.Undo(id(), sale, time()));
    }

    private ModelStep.Sale sale() {
        UUID eventId = id();
        return new ModelStep.Sale(eventId, random.nextInt(4) == 0 ? 0 : made, time(), lines());
    }

    private List<ModelStep.Line> lines() {
        List<ModelStep.Line> lines = new ArrayList<>();
        for (int number = 0; number <= random.nextInt(3); number++) {
            ModelStep.Kind kind = random.nextInt(6) > 0
                    ? ModelStep.Kind.SOLD
                    : random.nextBoolean() ? ModelStep.Kind.RETURNED : ModelStep.Kind.RETURNED_DAMAGED;
            boolean draws = kind == ModelStep.Kind.SOLD && random.nextInt(4) == 0;
            lines.add(new ModelStep.Line(kind, item(), quantity(), draws ? reservation() : null));
        }
        return lines;
    }

    private UUID id() {
        made++;
        return new UUID(random.nextLong(), random.nextLong());
    }

    /// No two events happen at the same time.
    private long time() {
        return endMicros - Times.HOUR_MICROS / 60 - random.nextLong(SPREAD_MICROS / 1_000) * 1_000 - made;
    }

    private String item() {
        return ITEMS.get(random.nextInt(ITEMS.size()));
    }

    private long quantity() {
        return 1L + random.nextInt(5_000);
    }

    private String reservation() {
        return "R" + random.nextInt(RESERVATIONS);
    }
}
