package io.millrace.topology.catalog.rules;

import io.millrace.domain.code.ScannedCode;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.ItemPack;
import io.millrace.events.catalog.KitComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an item must be.
final class ItemRules {
    private ItemRules() {}

    static void check(Item item, Findings findings) {
        findings.name(item.name(), "name");
        findings.identifier(item.unitOfMeasure(), "unitOfMeasure");
        findings.optionalName(item.brand(), "brand");
        findings.optionalName(item.temperatureZone(), "temperatureZone");
        findings.status(item.status(), "status");
        for (int i = 0; i < item.categoryPath().size(); i++) {
            findings.name(item.categoryPath().get(i), "categoryPath[" + i + "]");
        }
        Integer shelfLifeDays = item.shelfLifeDays();
        if (shelfLifeDays != null) {
            findings.require(shelfLifeDays > 0, "shelfLifeDays", "it is " + shelfLifeDays + " and must be 1 or more");
        }
        packs(item, findings);
        codes(item, findings);
        kit(item, findings);
        if (item.likeItemId() != null) {
            findings.require(
                    !item.likeItemId().equals(item.itemId()),
                    "likeItemId",
                    "an item can't be like itself; name another");
            if (!item.likeItemId().equals(item.itemId())) {
                findings.exists(CatalogKind.ITEM, item.likeItemId(), "likeItemId");
            }
        }
    }

    private static void packs(Item item, Findings findings) {
        Set<String> units = new HashSet<>();
        for (int i = 0; i < item.packs().size(); i++) {
            ItemPack pack = item.packs().get(i);
            String at = "packs[" + i + "].";
            findings.identifier(pack.unitOfMeasure(), at + "unitOfMeasure");
            findings.require(
                    !pack.unitOfMeasure().equals(item.unitOfMeasure()),
                    at + "unitOfMeasure",
                    "'" + pack.unitOfMeasure() + "' is the item's own unit; a pack needs another, such as CASE");
            findings.require(
                    units.add(pack.unitOfMeasure()),
                    at + "unitOfMeasure",
                    "there is a pack '" + pack.unitOfMeasure() + "' already; each unit is given once");
            findings.positive(pack.quantity(), at + "quantity");
        }
    }

    private static void codes(Item item, Findings findings) {
        Map<String, String> seen = new HashMap<>();
        codes(item, item.codes(), "codes", seen, findings);
        for (int i = 0; i < item.packs().size(); i++) {
            codes(item, item.packs().get(i).codes(), "packs[" + i + "].codes", seen, findings);
        }
    }

    private static void codes(
            Item item, List<String> codes, String field, Map<String, String> seen, Findings findings) {
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            String at = field + "[" + i + "]";
            Codes.problem(code).ifPresent(detail -> findings.invalid(at, detail));
            String normal = ScannedCode.keyOf(code);
            String before = seen.putIfAbsent(normal, at);
            findings.require(before == null, at, "'" + code + "' is at " + before + " already; a code means one thing");
            String owner = findings.known().ownerOf(normal);
            if (owner != null && !owner.equals(item.itemId())) {
                findings.add(
                        Reason.CODE_TAKEN,
                        at,
                        "'" + code + "' belongs to item " + owner + "; take it from there first, or use another");
            }
        }
    }

    private static void kit(Item item, Findings findings) {
        if (item.components().isEmpty()) {
            return;
        }
        findings.require(!item.weighed(), "weighed", "a kit is not weighed: it is sold by the piece; give false");
        findings.require(
                !item.lotTracked(), "lotTracked", "a kit has no stock and so no lots: its components have; give false");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < item.components().size(); i++) {
            component(item, item.components().get(i), "components[" + i + "].", seen, findings);
        }
        var terms = findings.known().referrers(CatalogKind.ITEM, item.itemId(), by -> by == CatalogKind.SUPPLIER_TERM);
        for (Known.Referrer term : terms) {
            findings.add(
                    Reason.STILL_REFERRED_TO,
                    "components",
                    "a kit is not bought, its components are; remove " + term + " first");
        }
    }

    private static void component(Item kit, KitComponent component, String at, Set<String> seen, Findings findings) {
        findings.positive(component.quantity(), at + "quantity");
        findings.require(
                seen.add(component.itemId()),
                at + "itemId",
                "'" + component.itemId() + "' is in the kit already; give each item once, with its whole quantity");
        if (component.itemId().equals(kit.itemId())) {
            findings.add(Reason.CIRCULAR, at + "itemId", "a kit can't be inside itself; leave it out");
        } else if (findings.exists(CatalogKind.ITEM, component.itemId(), at + "itemId")
                && isInside(kit.itemId(), component.itemId(), findings.known())) {
            findings.add(
                    Reason.CIRCULAR,
                    at + "itemId",
                    "'" + component.itemId() + "' has '" + kit.itemId()
                            + "' inside itself, so the kit would be inside itself; leave it out");
        }
    }

    /// Whether a kit is somewhere inside an item.
    private static boolean isInside(String kit, String item, Known known) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(item));
        while (!open.isEmpty()) {
            Item next = known.item(open.removeLast());
            if (next == null || !seen.add(next.itemId())) {
                continue;
            }
            for (KitComponent component : next.components()) {
                if (component.itemId().equals(kit)) {
                    return true;
                }
                open.addLast(component.itemId());
            }
        }
        return false;
    }
}
