package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.LeadTimeProbability;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.PriceBreak;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Supplier;
import io.millrace.events.catalog.SupplierTerm;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import io.millrace.events.catalog.TillNumbering;
import io.millrace.topology.catalog.rules.CatalogRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of each kind that is right, to be made wrong by tests.
public final class Samples {
    public static final String TENANT = "acme";
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Samples() {}

    public static Tenant tenant() {
        return Tenant.builder()
                .tenantId(TENANT)
                .name("Acme")
                .status(Status.ACTIVE)
                .currency("EUR")
                .timeZone("Europe/Berlin")
                .version(0L)
                .build();
    }

    public static Item item(String id) {
        return Item.builder()
                .tenantId(TENANT)
                .itemId(id)
                .name(id)
                .unitOfMeasure("EA")
                .status(Status.ACTIVE)
                .version(0L)
                .build();
    }

    public static Location location(String id) {
        return Location.builder()
                .tenantId(TENANT)
                .locationId(id)
                .name(id)
                .type(LocationType.STORE)
                .timeZone("Europe/Berlin")
                .currency("EUR")
                .status(Status.ACTIVE)
                .version(0L)
                .build();
    }

    public static Supplier supplier(String id) {
        return Supplier.builder()
                .tenantId(TENANT)
                .supplierId(id)
                .name(id)
                .currency("EUR")
                .timeZone("Europe/Berlin")
                .status(Status.ACTIVE)
                .version(0L)
                .build();
    }

    public static SupplierTerm term(String supplier, String item) {
        return SupplierTerm.builder()
                .tenantId(TENANT)
                .supplierId(supplier)
                .itemId(item)
                .pack(Quantity.of(6))
                .layer(Quantity.of(24))
                .pallet(Quantity.of(96))
                .currency("EUR")
                .prices(List.of(
                        new PriceBreak(Quantity.ZERO, Money.parse("1.09")),
                        new PriceBreak(Quantity.of(96), Money.parse("0.99"))))
                .leadTimes(List.of(new LeadTimeProbability(2, 0.9), new LeadTimeProbability(3, 0.1)))
                .version(0L)
                .build();
    }

    public static Assortment assortment(String location, String item) {
        return Assortment.builder()
                .tenantId(TENANT)
                .locationId(location)
                .itemId(item)
                .version(0L)
                .build();
    }

    public static Promotion promotion(String id, String item) {
        return Promotion.builder()
                .tenantId(TENANT)
                .promotionId(id)
                .name(id)
                .itemIds(List.of(item))
                .from(NOON)
                .to(NOON.plusSeconds(3600))
                .mechanic("PRICE_OFF")
                .version(0L)
                .build();
    }

    public static Calendar calendar(String id) {
        return Calendar.builder()
                .tenantId(TENANT)
                .calendarId(id)
                .name(id)
                .orderDays(List.of(1, 2, 3))
                .version(0L)
                .build();
    }

    public static Till till(String location, String till) {
        return Till.builder()
                .tenantId(TENANT)
                .locationId(location)
                .till(till)
                .numbering(TillNumbering.DENSE)
                .activeFrom(LocalDate.of(2026, 1, 1))
                .version(0L)
                .build();
    }

    public static Policy policy(String id) {
        return Policy.builder()
                .tenantId(TENANT)
                .policyId(id)
                .name(id)
                .kind("LOW_STOCK")
                .parameters(Map.of("threshold", "5"))
                .priority(1)
                .version(0L)
                .build();
    }

    /// A command under an id of its own.
    public static CatalogCommand command(CatalogCommand.Body body) {
        return command(body, null);
    }

    public static CatalogCommand command(CatalogCommand.Body body, @Nullable Long expectedVersion) {
        return CatalogCommand.builder()
                .commandId(UUID.randomUUID())
                .tenantId(TENANT)
                .expectedVersion(expectedVersion)
                .issuedAt(NOON)
                .body(body)
                .build();
    }

    public static CatalogKey key(CatalogCommand command) {
        return CatalogKey.parse(
                command.tenantId() + "|" + CatalogRules.subject(command).id());
    }
}
