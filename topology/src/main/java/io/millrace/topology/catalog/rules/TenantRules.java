package io.millrace.topology.catalog.rules;

import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Tenant;
import java.util.List;
import java.util.Map;

/// What the record of a tenant must be.
final class TenantRules {
    private static final String NAME = "[a-z][A-Za-z0-9.-]{0,63}";

    /// Kinds that have attributes.
    private static final List<CatalogKind> WITH_ATTRIBUTES = List.of(
            CatalogKind.ITEM,
            CatalogKind.LOCATION,
            CatalogKind.SUPPLIER,
            CatalogKind.SUPPLIER_TERM,
            CatalogKind.ASSORTMENT,
            CatalogKind.PROMOTION,
            CatalogKind.CALENDAR,
            CatalogKind.TILL);

    private TenantRules() {}

    static void check(Tenant tenant, Findings findings) {
        findings.name(tenant.name(), "name");
        findings.status(tenant.status(), "status");
        findings.currency(tenant.currency(), "currency");
        findings.zone(tenant.timeZone(), "timeZone");
        tenant.terminology().forEach((ours, theirs) -> findings.name(theirs, "terminology." + ours));
        tenant.features().keySet().forEach(name -> settingName(name, "features." + name, findings));
        for (Map.Entry<String, Long> limit : tenant.limits().entrySet()) {
            String at = "limits." + limit.getKey();
            settingName(limit.getKey(), at, findings);
            findings.require(limit.getValue() >= 0, at, "it is " + limit.getValue() + " and must be 0 or more");
        }
        tenant.attributeSchemas().forEach((kind, text) -> schema(kind, text, findings));
    }

    private static void settingName(String name, String field, Findings findings) {
        findings.require(
                name.matches(NAME),
                field,
                "'" + name + "' is no name of a setting: a small letter, then up to 63 letters, digits, '.' and '-'");
    }

    private static void schema(String kind, String text, Findings findings) {
        String at = "attributeSchemas." + kind;
        List<String> names = WITH_ATTRIBUTES.stream().map(CatalogKind::name).toList();
        if (!names.contains(kind)) {
            findings.invalid(
                    at,
                    "'" + kind + "' is no kind of record that has attributes; there are " + String.join(", ", names));
            return;
        }
        try {
            AttributeSchema.parse(text);
        } catch (IllegalArgumentException wrong) {
            findings.invalid(at, String.valueOf(wrong.getMessage()));
        }
    }
}
