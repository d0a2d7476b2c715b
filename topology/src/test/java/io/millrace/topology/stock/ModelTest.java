package io.millrace.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.events.Bucket;
import io.millrace.events.stock.Balances;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.JournalLine;
import io.millrace.events.stock.Movement;
import io.millrace.events.stock.OutcomeStatus;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.Proof;
import io.millrace.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The whole topology against a slow and obvious model, on random histories. `-Dmodel.histories=N` makes it longer,
/// `-Dmodel.seed=S` repeats one that failed.
class ModelTest {
    private static final int HISTORIES = Integer.getInteger("model.histories", 2_000);
    private static final long FIRST_SEED = Long.getLong("model.seed", 1);
    private static final int LENGTH_MAX = 30;
    private static final int HISTORIES_PER_LEDGER = 100;
    private static final long END_MICROS = StockFixture.NOON.toEpochMilli() * 1_000;

    @Test
    void shouldAgreeWithTheModelOnEveryHistory() {
        int posted = 0;
        for (int first = 0; first < HISTORIES; first += HISTORIES_PER_LEDGER) {
            try (StockFixture ledger = new StockFixture()) {
                for (int i = first; i < Math.min(HISTORIES, first + HISTORIES_PER_LEDGER); i++) {
                    posted += play(ledger, FIRST_SEED + i);
                }
                ledger.pass(Duration.ofSeconds(31));
                Proof proof = ledger.harness().receivedValues(Topics.PROOFS).getLast();
                assertThat(proof.drift()).isEqualTo(Quantity.ZERO);
                assertThat(proof.sumOfAccounts()).isEqualTo(Quantity.ZERO);
            }
        }
        assertThat(posted).isGreaterThan(HISTORIES);
    }

    /// Returns how many events were posted.
    private static int play(StockFixture ledger, long seed) {
        LaneKey lane = LaneKey.of("acme", "shop-" + seed);
        ledger.location(lane);
        List<ModelStep> history = ModelHistory.of(seed, END_MICROS, 1 + new Random(seed).nextInt(LENGTH_MAX));
        ModelEvents events = new ModelEvents(lane);
        ModelLane model = new ModelLane();
        List<ModelLane.Ended> expected = new ArrayList<>();
        for (ModelStep step : history) {
            events.send(ledger, step);
            expected.addAll(model.take(step));
        }

        String name = "history " + seed + ": " + history;
        assertThat(ledger.told())
                .as(name)
                .extracting(outcome -> new ModelLane.Ended(outcome.eventId(), outcome.status()))
                .containsExactlyElementsOf(expected);
        List<JournalEntry> journal = ledger.journal();
        assertThat(journal)
                .as(name)
                .extracting(entry -> entry.header().eventId())
                .containsExactlyElementsOf(expected.stream()
                        .filter(ended -> ended.status() == OutcomeStatus.POSTED)
                        .map(ModelLane.Ended::eventId)
                        .toList());
        for (String item : ModelHistory.ITEMS) {
            check(name + ", " + item, ledger.position(lane, item), model, item, sums(journal, item));
        }
        return journal.size();
    }

    private static void check(String name, Position position, ModelLane model, String item, Map<Bucket, Long> sums) {
        if (position == null) {
            assertThat(sums).as(name).isEmpty();
            assertThat(model.free(item)).as(name).isZero();
            return;
        }
        Balances balances = position.balances();
        Map<Bucket, Long> found = new HashMap<>();
        found.put(Bucket.FREE, balances.free().thousandths());
        found.put(Bucket.RESERVED, balances.reserved().thousandths());
        found.put(Bucket.DAMAGED, balances.damaged().thousandths());

        assertThat(found)
                .as(name)
                .containsEntry(Bucket.FREE, model.free(item))
                .containsEntry(Bucket.RESERVED, model.reserved(item))
                .containsEntry(Bucket.DAMAGED, model.damaged(item));
        found.forEach((bucket, thousandths) -> assertThat(sums.getOrDefault(bucket, 0L))
                .as(name + " in the journal")
                .isEqualTo(thousandths));
    }

    private static Map<Bucket, Long> sums(List<JournalEntry> journal, String item) {
        Map<Bucket, Long> sums = new HashMap<>();
        for (JournalEntry entry : journal) {
            for (JournalLine line : entry.lines()) {
                if (line.itemId().equals(item)) {
                    for (Movement movement : line.movements()) {
                        sums.merge(movement.from(), -movement.quantity().thousandths(), Long::sum);
                        sums.merge(movement.to(), movement.quantity().thousandths(), Long::sum);
                    }
                }
            }
        }
        return sums;
    }
}
