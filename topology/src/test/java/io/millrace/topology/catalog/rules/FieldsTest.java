package io.millrace.topology.catalog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.code.ScannedCode;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.ItemPack;
import io.millrace.events.catalog.KitComponent;
import io.millrace.events.catalog.LeadTimeProbability;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.PriceBreak;
import io.millrace.events.catalog.SpecialDay;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.TillNumbering;
import io.millrace.events.catalog.WeeklyHours;
import io.millrace.topology.catalog.Samples;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// For each kind: a record that is right has no problems, and a wrong one has every wrong field named.
class FieldsTest {
    @Test
    void shouldFindNothingWhenRecordsAreRight() {
        assertThat(List.<CatalogCommand.Body>of(
                        Samples.tenant(),
                        Samples.item("milk"),
                        Samples.location("s"),
                        Samples.supplier("s"),
                        Samples.term("s", "milk"),
                        Samples.assortment("s", "milk"),
                        Samples.promotion("p", "milk"),
                        Samples.calendar("c"),
                        Samples.till("s", "t"),
                        Samples.policy("p")))
                .allSatisfy(record -> assertThat(CatalogRules.problems(record, Known.assumed()))
                        .isEmpty());
    }

    @Test
    void shouldNameEveryWrongFieldOfAnItem() {
        Item item = Samples.item("mi lk").toBuilder()
                .name("")
                .codes(List.of("4006381333932", "has space", "4011", "4011"))
                .categoryPath(List.of("Food", ""))
                .weighed(true)
                .lotTracked(true)
                .packs(List.of(
                        new ItemPack("EA", Quantity.of(6), List.of()),
                        new ItemPack("CASE", Quantity.ZERO, List.of("123"))))
                .components(
                        List.of(new KitComponent("bread", Quantity.ZERO), new KitComponent("bread", Quantity.of(1))))
                .shelfLifeDays(0)
                .status(Status.UNKNOWN)
                .likeItemId("mi lk")
                .build();

        assertThat(fields(item))
                .containsExactlyInAnyOrder(
                        "itemId",
                        "name",
                        "categoryPath[1]",
                        "status",
                        "shelfLifeDays",
                        "packs[0].unitOfMeasure",
                        "packs[1].quantity",
                        "codes[0]",
                        "codes[1]",
                        "codes[3]",
                        "weighed",
                        "lotTracked",
                        "components[0].quantity",
                        "components[1].itemId",
                        "likeItemId");
    }

    @Test
    void shouldNameEveryWrongFieldOfALocation() {
        assertThat(fields(Samples.location("s").toBuilder()
                        .type(LocationType.UNKNOWN)
                        .timeZone("Berlin")
                        .dayCutOver("24:00")
                        .currency("EURO")
                        .openingHours(List.of(new WeeklyHours(8, "8:00", "20:60")))
                        .build()))
                .containsExactlyInAnyOrder(
                        "type",
                        "timeZone",
                        "dayCutOver",
                        "currency",
                        "openingHours[0].dayOfWeek",
                        "openingHours[0].from",
                        "openingHours[0].to");
    }

    @Test
    void shouldNameEveryWrongFieldOfASupplierTerm() {
        assertThat(fields(Samples.term("s", "milk").toBuilder()
                        .layer(Quantity.of(25))
                        .pallet(Quantity.of(90))
                        .priority(0)
                        .validFrom(LocalDate.of(2026, 2, 1))
                        .validTo(LocalDate.of(2026, 1, 1))
                        .prices(List.of(
                                new PriceBreak(Quantity.of(5), Money.parse("1")),
                                new PriceBreak(Quantity.of(5), Money.parse("-1"))))
                        .leadTimes(List.of(new LeadTimeProbability(1, 0.5), new LeadTimeProbability(1, 0.4)))
                        .build()))
                .containsExactlyInAnyOrder(
                        "layer",
                        "pallet",
                        "priority",
                        "validTo",
                        "prices[1].fromQuantity",
                        "prices[1].unitPrice",
                        "leadTimes[1].days",
                        "leadTimes");
    }

    @Test
    void shouldNameEveryWrongFieldOfTheOtherKinds() {
        assertThat(fields(Samples.supplier("s").toBuilder()
                        .minimumOrderValue(Money.parse("-1"))
                        .build()))
                .containsExactly("minimumOrderValue");
        assertThat(fields(Samples.assortment("s", "milk").toBuilder()
                        .presentationMinimum(Quantity.of(9))
                        .shelfCapacity(Quantity.of(8))
                        .sourceId("s")
                        .build()))
                .containsExactly("presentationMinimum", "sourceId");
        assertThat(fields(Samples.promotion("p", "milk").toBuilder()
                        .to(Samples.NOON)
                        .price(Money.parse("1"))
                        .build()))
                .containsExactly("to", "currency");
        assertThat(fields(Samples.calendar("c").toBuilder()
                        .orderDays(List.of(0, 1, 1))
                        .specialDays(List.of(new SpecialDay(
                                LocalDate.of(2026, 12, 25),
                                "Christmas",
                                true,
                                List.of(new WeeklyHours(1, "10:00", "12:00")))))
                        .build()))
                .containsExactly(
                        "orderDays[0]", "orderDays[2]", "specialDays[0].hours", "specialDays[0].hours[0].dayOfWeek");
        assertThat(fields(Samples.till("s", "t").toBuilder()
                        .numbering(TillNumbering.UNKNOWN)
                        .activeTo(LocalDate.of(2025, 1, 1))
                        .build()))
                .containsExactly("numbering", "activeTo");
    }

    @Test
    void shouldNameEveryWrongFieldOfAPolicy() {
        assertThat(fields(Samples.policy("p").toBuilder()
                        .parameters(Map.of())
                        .target(Map.of("cycleService", "98"))
                        .build()))
                .containsExactly("target.cycleService", "parameters.threshold");
        assertThat(fields(Samples.policy("p").toBuilder()
                        .kind("REPLENISHMENT")
                        .method("MIN_MAX")
                        .parameters(Map.of("minimum", "9", "maximum", "5"))
                        .build()))
                .containsExactly("parameters.minimum");
        assertThat(fields(Samples.policy("p").toBuilder()
                        .kind("EMBEDDED_CODE")
                        .parameters(Map.of("pattern", "21IIIII", "decimals", "2"))
                        .build()))
                .containsExactly("parameters");
        assertThat(fields(Samples.policy("p").toBuilder()
                        .kind("EMBEDDED_CODE")
                        .parameters(Map.of("pattern", "21IIIIIPPPPPC", "decimals", "2"))
                        .build()))
                .isEmpty();
        assertThat(fields(Samples.policy("p").toBuilder().kind("MAGIC").build()))
                .containsExactly("kind");
    }

    @Test
    void shouldNameEveryWrongFieldOfATenant() {
        assertThat(fields(Samples.tenant().toBuilder()
                        .limits(Map.of("items", -1L))
                        .features(Map.of("Bad Name", true))
                        .attributeSchemas(Map.of("ITEM", "{\"type\": \"nonsense\"}", "THING", "{}"))
                        .build()))
                .containsExactlyInAnyOrder(
                        "limits.items", "features.Bad Name", "attributeSchemas.ITEM", "attributeSchemas.THING");
    }

    @Test
    void shouldKnowWhichCodesAreRight() {
        assertThat(List.of("96385074", "036000291452", "4006381333931", "10012345678902", "4011", "94011", "A-17"))
                .allSatisfy(code -> assertThat(Codes.problem(code)).isEmpty());
        assertThat(List.of("96385075", "036000291453", "4006381333932", "10012345678903", "", "a b"))
                .allSatisfy(code -> assertThat(Codes.problem(code)).isPresent());
        assertThat(ScannedCode.keyOf("036000291452")).isEqualTo(ScannedCode.keyOf("0036000291452"));
        assertThat(ScannedCode.keyOf("04011")).isEqualTo(ScannedCode.keyOf("4011"));
    }

    private static List<String> fields(CatalogCommand.Body record) {
        return CatalogRules.problems(record, Known.assumed()).stream()
                .map(Problem::field)
                .toList();
    }
}
