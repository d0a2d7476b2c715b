package io.millrace.ledger.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.Money;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.SpecialDay;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.WeeklyHours;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopFactsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final ItemKey MILK = ItemKey.of("acme", "store-1", "milk");

    private final ShopFacts facts = new ShopFacts();

    private static Location.Builder location() {
        return Location.builder()
                .tenantId("acme")
                .locationId("store-1")
                .name("Store 1")
                .type(LocationType.STORE)
                .timeZone("Europe/Berlin")
                .currency("EUR")
                .openingHours(IntStream.rangeClosed(1, 6)
                        .mapToObj(day -> new WeeklyHours(day, "08:00", "20:00"))
                        .toList())
                .calendarId("de")
                .status(Status.ACTIVE)
                .version(1L);
    }

    private void open(Location location) {
        facts.locate(CatalogKey.of("acme", "store-1"), location);
    }

    private void promote(Money price, String currency) {
        facts.promote(
                CatalogKey.of("acme", "spring"),
                Promotion.builder()
                        .tenantId("acme")
                        .promotionId("spring")
                        .name("Spring")
                        .itemIds(List.of("milk"))
                        .from(Instant.parse("2026-03-03T07:00:00Z"))
                        .to(Instant.parse("2026-03-04T19:00:00Z"))
                        .price(price)
                        .currency(currency)
                        .mechanic("PRICE_OFF")
                        .version(1L)
                        .build());
    }

    @Test
    void shouldBeClosedAsHoursAndCalendarSayAndOpenWhereNobodyDoes() {
        assertThat(facts.isClosed(MILK.lane(), MONDAY)).isFalse();
        open(location().build());
        facts.mark(
                CatalogKey.of("acme", "de"),
                Calendar.builder()
                        .tenantId("acme")
                        .calendarId("de")
                        .name("Germany")
                        .specialDays(List.of(new SpecialDay(MONDAY, "Rosenmontag", true, List.of())))
                        .version(1L)
                        .build());

        assertThat(facts.isClosed(MILK.lane(), MONDAY)).isTrue();
        assertThat(facts.isClosed(MILK.lane(), MONDAY.plusDays(1))).isFalse();
        assertThat(facts.isClosed(MILK.lane(), MONDAY.plusDays(6)))
                .as("a Sunday")
                .isTrue();
    }

    @Test
    void shouldPlanWhatIsPromotedAndClosedAndNothingElse() {
        open(location().build());
        assertThat(facts.plans(MILK, MONDAY, 7)).containsOnlyKeys(MONDAY.plusDays(6));

        promote(Money.parse("0.79"), "EUR");

        Map<LocalDate, Planned> plans = facts.plans(MILK, MONDAY, 7);
        assertThat(plans.get(MONDAY)).isEqualTo(new Planned(Double.NaN, 0, Double.NaN));
        assertThat(plans.get(MONDAY.plusDays(1))).isEqualTo(new Planned(0.79, 1, Double.NaN));
        assertThat(plans.get(MONDAY.plusDays(2))).isEqualTo(new Planned(0.79, 1, Double.NaN));
        assertThat(plans.get(MONDAY.plusDays(3))).isEqualTo(new Planned(Double.NaN, 0, Double.NaN));
        assertThat(plans.get(MONDAY.plusDays(6)).open()).isZero();
        assertThat(facts.plans(ItemKey.of("acme", "store-1", "tea"), MONDAY, 6)).isEmpty();
        promote(Money.parse("0.79"), "CHF");
        assertThat(facts.plans(MILK, MONDAY, 7).get(MONDAY.plusDays(1)).price())
                .as("of another country")
                .isNaN();
    }

    @Test
    void shouldKnowTheCountryByWhatTheLocationSaysOrWhereItIs() {
        assertThat(facts.country(MILK.lane())).isEmpty();
        open(location().build());
        assertThat(facts.country(MILK.lane())).contains("DE");
        open(location().attributes(Map.of("country", "fr")).build());
        assertThat(facts.country(MILK.lane())).contains("FR");
        open(location().timeZone("Asia/Tokyo").build());
        assertThat(facts.country(MILK.lane())).isEmpty();
    }

    @Test
    void shouldTellWhatAnItemIsLike() {
        facts.describe(
                CatalogKey.of("acme", "milk"),
                Item.builder()
                        .tenantId("acme")
                        .itemId("milk")
                        .name("Milk")
                        .categoryPath(List.of("food", "dairy"))
                        .unitOfMeasure("EA")
                        .status(Status.ACTIVE)
                        .likeItemId("cream")
                        .version(1L)
                        .build());

        assertThat(facts.attributes(MILK))
                .containsOnly(
                        Map.entry("category 1", "food"),
                        Map.entry("category 2", "dairy"),
                        Map.entry("like", "cream"),
                        Map.entry("location", "store-1"));
    }
}
