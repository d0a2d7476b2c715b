package io.millrace.topology.catalog.rules;

import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Removal;
import io.millrace.events.catalog.Supplier;
import io.millrace.events.catalog.SupplierTerm;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import io.millrace.topology.catalog.rules.Verdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Judges commands on the catalogue.
public final class CatalogRules {
    private CatalogRules() {}

    /// What a command is about.
    ///
    /// @param kind of the record
    /// @param id of the record within its tenant
    /// @param tenant that the record says it is of
    public record Subject(CatalogKind kind, String id, String tenant) {}

    /// What a command is about, whether it puts or removes.
    public static Subject subject(CatalogCommand command) {
        return switch (command.body()) {
            case Removal removal -> new Subject(removal.kind(), removal.id(), command.tenantId());
            case CatalogCommand.Body body -> {
                Typed<?> record = typed(body);
                yield new Subject(record.kind().kind(), record.id(), record.tenant());
            }
        };
    }

    /// A record with its kind.
    public static Typed<?> typed(CatalogCommand.Body body) {
        return switch (body) {
            case Item item -> new Typed<>(RecordKind.ITEM, item);
            case Location location -> new Typed<>(RecordKind.LOCATION, location);
            case Supplier supplier -> new Typed<>(RecordKind.SUPPLIER, supplier);
            case SupplierTerm term -> new Typed<>(RecordKind.SUPPLIER_TERM, term);
            case Assortment assortment -> new Typed<>(RecordKind.ASSORTMENT, assortment);
            case Promotion promotion -> new Typed<>(RecordKind.PROMOTION, promotion);
            case Calendar calendar -> new Typed<>(RecordKind.CALENDAR, calendar);
            case Till till -> new Typed<>(RecordKind.TILL, till);
            case Policy policy -> new Typed<>(RecordKind.POLICY, policy);
            case Tenant tenant -> new Typed<>(RecordKind.TENANT, tenant);
            case Removal _ -> throw new IllegalArgumentException("a removal holds no record");
        };
    }

    /// Judges a command whose key is right, and that did not come before.
    ///
    /// @param present what there is of the record now
    /// @param known the tenant's catalogue
    public static Verdict decide(CatalogCommand command, Present present, Known known) {
        Subject subject = subject(command);
        if (subject.kind() != CatalogKind.TENANT && !known.has(CatalogKind.TENANT, command.tenantId())) {
            String detail = "there is no tenant '" + command.tenantId() + "'; put its own record there first";
            return Refused.of(Reason.UNKNOWN_TENANT, "tenantId", detail, present.versionIfThere());
        }
        Long expected = command.expectedVersion();
        long there = present.record() == null ? 0 : present.version();
        if (expected != null && expected != there) {
            return Refused.of(
                    Reason.VERSION_CONFLICT, "expectedVersion", conflict(expected, there), present.versionIfThere());
        }
        return switch (command.body()) {
            case Removal removal -> remove(removal, present, known);
            case CatalogCommand.Body body -> put(typed(body), present, known);
        };
    }

    private static String conflict(long expected, long there) {
        if (there == 0) {
            return "version " + expected + " is expected, but there is no such record; expect 0 to create it";
        }
        return (expected == 0 ? "no record is expected" : "version " + expected + " is expected")
                + ", but it is there in version " + there + "; read it, decide again, and expect " + there;
    }

    private static Verdict remove(Removal removal, Present present, Known known) {
        String what = RecordKind.of(removal.kind()).singular() + " '" + removal.id() + "'";
        if (present.record() == null) {
            return Refused.of(Reason.NOT_FOUND, "id", "there is no " + what + ", so it can't be removed", null);
        }
        List<Known.Referrer> referrers = known.referrers(removal.kind(), removal.id(), _ -> true);
        if (!referrers.isEmpty()) {
            String names = referrers.stream().map(Known.Referrer::toString).collect(Collectors.joining(", "));
            String detail = what + " is referred to by " + names + "; remove or change what refers to it first";
            return Refused.of(Reason.STILL_REFERRED_TO, "id", detail, present.version());
        }
        return new Verdict.Removed(present.version() + 1);
    }

    private static Verdict put(Typed<?> record, Present present, Known known) {
        if (present.record() != null && isSame(record, present.record())) {
            return new Verdict.Unchanged(present.version());
        }
        List<Problem> problems = new ArrayList<>(problems(record, known));
        CatalogKind kind = record.kind().kind();
        if (present.record() == null && known.count(kind) >= known.limit(kind)) {
            String limit = record.kind().plural();
            problems.add(new Problem(
                    Reason.LIMIT_REACHED,
                    "",
                    "the tenant's limit '" + limit + "' allows " + known.limit(kind)
                            + "; remove others, or raise the limit in the tenant's record"));
        }
        return problems.isEmpty()
                ? new Verdict.Put(record.version(present.version() + 1))
                : new Refused(problems, present.versionIfThere());
    }

    private static boolean isSame(Typed<?> record, Typed<?> present) {
        return record.version(present.version()).record().equals(present.record());
    }

    /// Whether a record has a tenant and an id that make a key; without, there is nowhere to send it.
    public static boolean hasKey(CatalogCommand.Body body) {
        Typed<?> record = typed(body);
        for (String part : (record.tenant() + "|" + record.id()).split("\\|", -1)) {
            if (!Findings.isIdentifier(part)) {
                return false;
            }
        }
        return true;
    }

    /// Everything that is wrong with a record, as far as can be told from what is known.
    public static List<Problem> problems(CatalogCommand.Body body, Known known) {
        return problems(typed(body), known);
    }

    private static List<Problem> problems(Typed<?> typed, Known known) {
        Findings findings = new Findings(known);
        findings.identifier(typed.tenant(), "tenantId");
        switch ((CatalogCommand.Body) typed.record()) {
            case Item item -> {
                findings.identifier(item.itemId(), "itemId");
                ItemRules.check(item, findings);
            }
            case Location location -> {
                findings.identifier(location.locationId(), "locationId");
                PlaceRules.check(location, findings);
            }
            case Supplier supplier -> {
                findings.identifier(supplier.supplierId(), "supplierId");
                SupplyRules.check(supplier, findings);
            }
            case SupplierTerm term -> SupplyRules.check(term, findings);
            case Assortment assortment -> PlaceRules.check(assortment, findings);
            case Promotion promotion -> {
                findings.identifier(promotion.promotionId(), "promotionId");
                SupplyRules.check(promotion, findings);
            }
            case Calendar calendar -> {
                findings.identifier(calendar.calendarId(), "calendarId");
                PlaceRules.check(calendar, findings);
            }
            case Till till -> PlaceRules.check(till, findings);
            case Policy policy -> {
                findings.identifier(policy.policyId(), "policyId");
                PolicyRules.check(policy, findings);
            }
            case Tenant tenant -> TenantRules.check(tenant, findings);
            case Removal _ -> throw new IllegalArgumentException("a removal holds no record");
        }
        known.attributes(typed.kind().kind()).check(typed.attributes(), findings);
        return findings.problems();
    }
}
