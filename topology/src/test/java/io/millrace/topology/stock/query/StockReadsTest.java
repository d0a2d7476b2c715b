package io.millrace.topology.stock.query;

import static io.millrace.topology.stock.StockFixture.NOON;
import static io.millrace.topology.stock.StockFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Sku;
import io.millrace.domain.TenantId;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.CommandBuilder;
import io.millrace.testkit.SaleBuilder;
import io.millrace.topology.stock.StockFixture;
import io.millrace.topology.stock.query.Reading.Away;
import io.millrace.topology.stock.query.Reading.Found;
import io.millrace.topology.stock.query.Reading.Kind;
import io.millrace.topology.stock.query.Reading.Unknown;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockReadsTest {
    private static final long UNIT = 1_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Sku MILK = Sku.of("milk");
    private static final Sku EGGS = Sku.of("eggs");

    private final StockFixture ledger = new StockFixture();
    private final StockReads reads = new StockReads(new DriverStores(ledger.harness()));

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldTellAPositionAndTheEntryThatMadeIt() {
        ledger.sale(SHOP, sale(1));

        Found<ItemPosition> milk = found(reads.position(SHOP, MILK));

        assertThat(milk.value().position().free()).isEqualTo(-UNIT);
        assertThat(milk.value().journalSequence()).isEqualTo(1);
        assertThat(milk.freshness().sequence()).isEqualTo(1);
        assertThat(milk.freshness().offsets()).containsEntry("pos.sales.v1", 0L);
    }

    @Test
    void shouldTellZerosOnlyOfWhatTheCatalogueKnows() {
        Found<ItemPosition> never = found(reads.position(SHOP, MILK));
        Reading<ItemPosition> noItem = reads.position(SHOP, Sku.of("unheard-of"));
        Reading<ItemPosition> noLocation = reads.position(LaneKey.of("acme", "nowhere"), MILK);

        assertThat(never.value().position().free()).isZero();
        assertThat(kind(noItem)).isEqualTo(Kind.ITEM);
        assertThat(kind(noLocation)).isEqualTo(Kind.LOCATION);
    }

    @Test
    void shouldSayCommittedOnlyWhenTheCommitIsSurelyMade() {
        ledger.sale(SHOP, sale(1));
        boolean before = found(reads.position(SHOP, MILK)).freshness().committed();

        ledger.pass(Duration.ofSeconds(1));

        assertThat(before).isFalse();
        assertThat(found(reads.position(SHOP, MILK)).freshness().committed()).isTrue();
        assertThat(found(reads.tillDays(SHOP, Optional.empty())).freshness().committed())
                .isTrue();
    }

    @Test
    void shouldTellALocationInPagesThatMissNothing() {
        ledger.sale(
                SHOP,
                SaleBuilder.saleAt(SHOP, NOON)
                        .line("milk", "1")
                        .line("bread", "2")
                        .line("eggs", "3")
                        .build());

        PositionPage first = found(reads.positions(SHOP, 0, 2)).value();
        PositionPage second =
                found(reads.positions(SHOP, first.next().orElseThrow(), 2)).value();

        List<Sku> items = new ArrayList<>();
        first.positions().forEach(position -> items.add(position.item()));
        second.positions().forEach(position -> items.add(position.item()));
        assertThat(items).containsExactly(MILK, Sku.of("bread"), EGGS);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void shouldTellWhatIsSetAside() {
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).received("milk", "5"));
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).id(UUID.randomUUID()).reserved("web-2", "milk", "2"));
        ledger.command(SHOP, CommandBuilder.at(SHOP, NOON).id(UUID.randomUUID()).reserved("web-1", "milk", "1"));

        List<KnownReservation> all =
                found(reads.reservations(SHOP, "", Optional.of(MILK))).value();

        assertThat(all).extracting(KnownReservation::reservationId).containsExactly("web-1", "web-2");
        assertThat(found(reads.reservations(SHOP, "web-1", Optional.empty())).value())
                .hasSize(1);
        assertThat(found(reads.reservations(SHOP, "", Optional.of(EGGS))).value())
                .isEmpty();
        assertThat(found(reads.reservation(SHOP, "web-2")).value().reservation().open())
                .containsEntry(MILK, 2 * UNIT);
        assertThat(kind(reads.reservation(SHOP, "web-3"))).isEqualTo(Kind.RESERVATION);
    }

    @Test
    void shouldTellWhichNumbersOfATillAreMissing() {
        ledger.sale(SHOP, sale(1));
        ledger.sale(SHOP, sale(4));

        List<KnownTillDay> tills =
                found(reads.tillDays(SHOP, Optional.of(TODAY))).value();

        assertThat(tills).hasSize(1);
        assertThat(tills.getFirst().day().missing(tills.getFirst().numbering()))
                .singleElement()
                .satisfies(interval -> assertThat(interval.first()).isEqualTo(2));
        assertThat(found(reads.tillDays(SHOP, Optional.of(TODAY.minusDays(1)))).value())
                .isEmpty();
    }

    @Test
    void shouldHaveAProofASecondAfterTheStart() {
        ledger.sale(SHOP, sale(1));
        Reading<?> before = reads.proof(TenantId.of("acme"), 0);

        ledger.pass(Duration.ofSeconds(1));

        assertThat(kind(before)).isEqualTo(Kind.TENANT);
        assertThat(found(reads.proof(TenantId.of("acme"), 0)).value().drift().isZero())
                .isTrue();
    }

    @Test
    void shouldSayNothingWhenTheTaskHasEnded() {
        StockFixture ended = new StockFixture();
        StockReads late = new StockReads(new DriverStores(ended.harness()));

        ended.close();

        assertThat(late.position(SHOP, MILK)).isInstanceOf(Away.class);
    }

    /// Each sale takes a litre and brings an egg back, so at every moment both have as many as there are entries.
    @Test
    void shouldNeverSeeHalfABasketWhenReadingWhileItIsPosted() throws ExecutionException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> watching = List.of(readers.submit(() -> watch(over)), readers.submit(() -> watch(over)));

            try {
                for (int i = 1; i <= 2_000; i++) {
                    ledger.harness().send(Topics.SALES, SHOP, sale(i), NOON);
                }
            } finally {
                over.set(true);
            }

            for (Future<Long> watcher : watching) {
                assertThat(watcher.get()).isPositive();
            }
        }
    }

    /// How often it looked and found things right.
    private long watch(AtomicBoolean over) {
        long looks = 0;
        while (!over.get()) {
            Found<PositionPage> page = found(reads.positions(SHOP, 0, 10));
            long entries = page.freshness().sequence();
            for (ItemPosition position : page.value().positions()) {
                long expected = position.item().equals(MILK) ? -entries : entries;
                assertThat(position.position().free()).isEqualTo(expected * UNIT);
            }
            looks += page.value().positions().size();
        }
        return looks;
    }

    private static TillEvent sale(long number) {
        return SaleBuilder.saleAt(SHOP, NOON)
                .till("t1", TODAY, number)
                .line("milk", "1")
                .returned("eggs", "1")
                .build();
    }

    private static <T> Found<T> found(Reading<T> reading) {
        if (reading instanceof Found<T> found) {
            return found;
        }
        throw new AssertionError("not found: " + reading);
    }

    private static Kind kind(Reading<?> reading) {
        if (reading instanceof Unknown<?>(Kind kind, Freshness _)) {
            return kind;
        }
        throw new AssertionError("not unknown: " + reading);
    }
}
