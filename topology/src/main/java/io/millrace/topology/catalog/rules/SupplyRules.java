package io.millrace.topology.catalog.rules;

import io.millrace.domain.Quantity;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Contact;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.LeadTimeProbability;
import io.millrace.events.catalog.PriceBreak;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Supplier;
import io.millrace.events.catalog.SupplierTerm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What suppliers, their terms, and promotions must be.
final class SupplyRules {
    private static final double PROBABILITY_TOLERANCE = 1e-6;
    private static final int LEAD_DAYS_MAX = 1_000;

    private SupplyRules() {}

    static void check(Supplier supplier, Findings findings) {
        findings.name(supplier.name(), "name");
        findings.currency(supplier.currency(), "currency");
        findings.zone(supplier.timeZone(), "timeZone");
        if (supplier.calendarId() != null) {
            findings.exists(CatalogKind.CALENDAR, supplier.calendarId(), "calendarId");
        }
        findings.hours(supplier.cutOffs(), "cutOffs");
        findings.notNegative(supplier.minimumOrderValue(), "minimumOrderValue");
        findings.notNegative(supplier.minimumOrderQuantity(), "minimumOrderQuantity");
        findings.status(supplier.status(), "status");
        for (int i = 0; i < supplier.contacts().size(); i++) {
            Contact contact = supplier.contacts().get(i);
            findings.name(contact.purpose(), "contacts[" + i + "].purpose");
            findings.require(
                    contact.email() == null || contact.email().matches("[^@\\s]+@[^@\\s]+"),
                    "contacts[" + i + "].email",
                    "'" + contact.email() + "' is no address, such as orders@example.com");
        }
    }

    static void check(SupplierTerm term, Findings findings) {
        findings.exists(CatalogKind.SUPPLIER, term.supplierId(), "supplierId");
        if (findings.exists(CatalogKind.ITEM, term.itemId(), "itemId")) {
            Item item = findings.known().item(term.itemId());
            findings.require(
                    item == null || item.components().isEmpty(),
                    "itemId",
                    "'" + term.itemId() + "' is a kit, which is not bought; give terms for its components");
        }
        if (term.locationId() != null) {
            findings.exists(CatalogKind.LOCATION, term.locationId(), "locationId");
        }
        findings.optionalName(term.supplierItemCode(), "supplierItemCode");
        findings.positive(term.pack(), "pack");
        multiple(term.layer(), "layer", term.pack(), "pack", findings);
        multiple(term.pallet(), "pallet", term.layer() == null ? term.pack() : term.layer(), "layer", findings);
        findings.notNegative(term.minimumQuantity(), "minimumQuantity");
        findings.currency(term.currency(), "currency");
        findings.require(term.priority() >= 1, "priority", "it is " + term.priority() + " and must be 1 or more");
        findings.span(term.validFrom(), term.validTo(), "validTo", "validFrom");
        prices(term.prices(), findings);
        leadTimes(term.leadTimes(), findings);
    }

    private static void multiple(
            @Nullable Quantity whole, String field, Quantity part, String partField, Findings findings) {
        findings.positive(whole, field);
        if (whole != null && whole.isPositive() && part.isPositive()) {
            findings.require(
                    whole.thousandths() % part.thousandths() == 0,
                    field,
                    "it is " + whole + " and must be a multiple of the " + partField + " " + part);
        }
    }

    private static void prices(List<PriceBreak> prices, Findings findings) {
        for (int i = 0; i < prices.size(); i++) {
            String at = "prices[" + i + "].";
            findings.notNegative(prices.get(i).fromQuantity(), at + "fromQuantity");
            findings.notNegative(prices.get(i).unitPrice(), at + "unitPrice");
            Quantity before = i == 0 ? null : prices.get(i - 1).fromQuantity();
            findings.require(
                    before == null || prices.get(i).fromQuantity().compareTo(before) > 0,
                    at + "fromQuantity",
                    "it is " + prices.get(i).fromQuantity() + " and must be above the " + before
                            + " before it: prices are listed by rising quantity");
        }
    }

    private static void leadTimes(List<LeadTimeProbability> leadTimes, Findings findings) {
        double sum = 0;
        Set<Integer> days = new HashSet<>();
        for (int i = 0; i < leadTimes.size(); i++) {
            LeadTimeProbability leadTime = leadTimes.get(i);
            String at = "leadTimes[" + i + "].";
            findings.require(
                    leadTime.days() >= 0 && leadTime.days() <= LEAD_DAYS_MAX,
                    at + "days",
                    "it is " + leadTime.days() + " and must be 0 to " + LEAD_DAYS_MAX);
            findings.require(
                    days.add(leadTime.days()), at + "days", leadTime.days() + " is there already; give each once");
            findings.require(
                    leadTime.probability() >= 0 && leadTime.probability() <= 1,
                    at + "probability",
                    "it is " + leadTime.probability() + " and must be 0 to 1");
            sum += leadTime.probability();
        }
        findings.require(
                leadTimes.isEmpty() || Math.abs(sum - 1) <= PROBABILITY_TOLERANCE,
                "leadTimes",
                "the probabilities add up to " + sum + " and must add up to 1");
    }

    static void check(Promotion promotion, Findings findings) {
        findings.name(promotion.name(), "name");
        findings.name(promotion.mechanic(), "mechanic");
        findings.require(!promotion.itemIds().isEmpty(), "itemIds", "a promotion names at least one item");
        references(promotion.itemIds(), CatalogKind.ITEM, "itemIds", findings);
        references(promotion.locationIds(), CatalogKind.LOCATION, "locationIds", findings);
        findings.require(
                promotion.from().isBefore(promotion.to()),
                "to",
                "it is " + promotion.to() + " and must be after from, " + promotion.from());
        findings.notNegative(promotion.price(), "price");
        findings.currency(promotion.currency(), "currency");
        findings.require(
                promotion.price() == null || promotion.currency() != null,
                "currency",
                "a price needs its currency, such as EUR");
        Double uplift = promotion.plannedUplift();
        findings.require(
                uplift == null || (uplift >= 0 && Double.isFinite(uplift)),
                "plannedUplift",
                "it is " + uplift + " and must be 0 or more: what demand is multiplied by");
    }

    private static void references(List<String> ids, CatalogKind kind, String field, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            String at = field + "[" + i + "]";
            findings.require(seen.add(ids.get(i)), at, "'" + ids.get(i) + "' is there already; give each once");
            findings.exists(kind, ids.get(i), at);
        }
    }
}
