package io.millrace.domain.stock;

import static io.millrace.domain.stock.Sketch.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Sku;
import io.millrace.domain.stock.StockEvent.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArrivalOrderProperties {
    private static final int DAY_MINUTES = 600;

    enum Kind {
        SALE,
        RETURN,
        RETURN_DAMAGED,
        RECEIPT,
        FOUND_MORE,
        FOUND_LESS,
        DISPATCH,
        DAMAGE,
        COUNT
    }

    record Happening(Kind kind, Sku item, int units, int minute) {}

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(Histories.ITEMS),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, DAY_MINUTES))
                .as(Happening::new)
                .list()
                .ofMaxSize(30)
                .map(ArrivalOrderProperties::withOneCountAtATime);
    }

    private static List<Happening> withOneCountAtATime(List<Happening> happenings) {
        List<Happening> kept = new ArrayList<>();
        for (Happening happening : happenings) {
            boolean isTaken = kept.stream()
                    .anyMatch(other -> other.kind == Kind.COUNT
                            && other.item.equals(happening.item)
                            && other.minute == happening.minute);
            if (happening.kind != Kind.COUNT || !isTaken) {
                kept.add(happening);
            }
        }
        return kept;
    }

    @Property(tries = 3_000)
    void shouldEndTheSameInWhateverOrderEventsArrive(
            @ForAll("happenings") List<Happening> happenings, @ForAll long seed) {
        List<Integer> inOrder = new ArrayList<>();
        happenings.forEach(_ -> inOrder.add(inOrder.size()));
        List<Integer> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(outcome(happenings, shuffled)).isEqualTo(outcome(happenings, inOrder));
    }

    private static Map<String, Long> outcome(List<Happening> happenings, List<Integer> order) {
        Store store = new Store();
        for (int arrival = 0; arrival < order.size(); arrival++) {
            int index = order.get(arrival);
            Happening happening = happenings.get(index);
            store.post(Sketch.number(index, body(happening))
                    .occurred(minute(happening.minute))
                    .arriving(DAY_MINUTES + arrival));
        }
        Map<String, Long> outcome = new TreeMap<>();
        for (Sku item : Histories.ITEMS) {
            for (Bucket bucket : List.of(Bucket.FREE, Bucket.DAMAGED, Bucket.SHRINK, Bucket.CUSTOMER)) {
                outcome.put(item + " " + bucket, store.thousandths(item, bucket));
            }
        }
        return outcome;
    }

    private static Body body(Happening happening) {
        Sku item = happening.item;
        int units = happening.units;
        return switch (happening.kind) {
            case SALE -> Bodies.sale(item, units);
            case RETURN -> Bodies.returned(item, units, Bucket.FREE);
            case RETURN_DAMAGED -> Bodies.returned(item, units, Bucket.DAMAGED);
            case RECEIPT -> Bodies.receipt(item, units);
            case FOUND_MORE -> Bodies.adjusted(item, units);
            case FOUND_LESS -> Bodies.adjusted(item, -units);
            case DISPATCH -> Bodies.dispatch(item, units);
            case DAMAGE -> Bodies.moved(item, Bucket.FREE, Bucket.DAMAGED, units);
            case COUNT -> Bodies.counted(item, units, minute(happening.minute));
        };
    }
}
