package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.millrace.forecasting.workbench.DemandClass;
import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.order.LineTerms;
import io.millrace.replenishment.policy.Policy;
import io.millrace.schemas.json.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads a policy file. What it does not know is refused, with the nearest thing that it does know.
final class PolicyReader {
    private static final String KIND = "policy";
    private static final String TIME_PHASED = "time-phased";
    private static final Map<String, List<String>> KINDS = kinds();
    private static final List<String> TERMS =
            List.of("lead_time", "review", "pack", "min_order", "max_order", "unit_cost", "unmet", "shelf_life");
    private static final List<String> CLASSES =
            Arrays.stream(DemandClass.values()).map(DemandClass::word).toList();

    private final Path shown;

    private PolicyReader(Path shown) {
        this.shown = shown;
    }

    private static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put(TIME_PHASED, List.of("cycle_service", "fill_rate", "service_class", "holding_cost", "shortage_cost"));
        kinds.put("min-max", List.of("min", "max"));
        kinds.put("reorder-up-to", List.of("reorder_point", "up_to"));
        kinds.put("order-up-to", List.of("up_to"));
        kinds.put("reorder-lots", List.of("reorder_point", "lot"));
        kinds.put("cover", List.of("min_periods", "max_periods"));
        kinds.put("fixed", List.of("units"));
        kinds.put("none", List.of());
        return kinds;
    }

    /// @param shown the file as its user named it
    static PolicyFile read(Path file, Path shown) {
        return new PolicyReader(shown).file(tree(file, shown));
    }

    private static JsonNode tree(Path file, Path shown) {
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            return new ObjectMapper(yaml).readTree(Files.readString(file));
        } catch (JsonProcessingException invalid) {
            int line = invalid.getLocation() == null ? 1 : invalid.getLocation().getLineNr();
            String what = invalid.getOriginalMessage().lines().findFirst().orElse("");
            throw new CommandFailure(
                    shown + " line " + line + " is not valid YAML: " + what + ".",
                    "Write one 'key: value' a line, each key once.",
                    invalid);
        } catch (IOException unreadable) {
            String what = Files.exists(file) ? shown + " cannot be read." : "There is no file " + shown + ".";
            throw new CommandFailure(what, "Check --policy.", unreadable);
        }
    }

    private PolicyFile file(JsonNode root) {
        checkSection("", root, Stream.concat(Stream.of("name", "classes", "items"), TERMS.stream()));
        Map<String, PolicyFile.Choice> classes = choices(root, "classes");
        for (String name : classes.keySet()) {
            if (!CLASSES.contains(name)) {
                throw unknown("class of demand", "classes." + name, name, CLASSES);
            }
        }
        String fileName = String.valueOf(shown.getFileName()).replaceFirst("\\.ya?ml$", "");
        String name = root.path("name").asText(fileName);
        return new PolicyFile(name, choice("", root), classes, choices(root, "items"), terms(root));
    }

    private Map<String, PolicyFile.Choice> choices(JsonNode root, String section) {
        Map<String, PolicyFile.Choice> choices = new LinkedHashMap<>();
        root.path(section).properties().forEach(entry -> {
            String place = section + "." + entry.getKey() + ".";
            checkSection(place, entry.getValue(), Stream.of());
            choices.put(entry.getKey(), choice(place, entry.getValue()));
        });
        return choices;
    }

    private void checkSection(String place, JsonNode section, Stream<String> others) {
        if (!section.isObject()) {
            throw new CommandFailure(
                    shown + (place.isEmpty() ? "" : " " + place) + " holds no keys and values.",
                    "Write one 'key: value' a line, such as 'cycle_service: 0.95'.");
        }
        String kind = kind(section);
        List<String> ofKind = KINDS.get(kind);
        if (ofKind == null) {
            throw unknown("policy", place + KIND, kind, KINDS.keySet().stream().toList());
        }
        List<String> known = Stream.of(Stream.of(KIND), ofKind.stream(), others)
                .flatMap(keys -> keys)
                .toList();
        for (String key : (Iterable<String>) section::fieldNames) {
            if (!known.contains(key)) {
                throw unknown("key for " + kind, place + key, key, known);
            }
        }
    }

    private CommandFailure unknown(String what, String place, String word, List<String> known) {
        String guess = Suggestion.nearest(word, known)
                .map(near -> "Did you mean " + near + "? ")
                .orElse("");
        return new CommandFailure(
                shown + " " + place + ": there is no " + what + " '" + word + "'.",
                guess + "There is " + String.join(", ", new TreeSet<>(known)) + ".");
    }

    private static String kind(JsonNode section) {
        return section.path(KIND).asText(TIME_PHASED);
    }

    private PolicyFile.Choice choice(String place, JsonNode section) {
        String kind = kind(section);
        try {
            if (kind.equals(TIME_PHASED)) {
                return timePhased(place, section);
            }
            Policy policy = levels(kind, place, section);
            return own -> policy;
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(
                    shown + " " + place + kind + ": " + refused.getMessage() + ".",
                    "Correct it; docs/guides/simulate.md describes each policy.",
                    refused);
        }
    }

    private Policy levels(String kind, String place, JsonNode section) {
        double[] values = KINDS.getOrDefault(kind, List.of()).stream()
                .mapToDouble(key -> number(place, section, key, Double.NaN))
                .toArray();
        return switch (kind) {
            case "min-max" -> new Policy.MinMax(values[0], values[1]);
            case "reorder-up-to" -> new Policy.ReorderUpTo(values[0], values[1]);
            case "order-up-to" -> new Policy.OrderUpTo(values[0]);
            case "reorder-lots" -> new Policy.ReorderLots(values[0], values[1]);
            case "cover" -> new Policy.Cover(values[0], values[1]);
            case "fixed" -> new Policy.Fixed(values[0]);
            default -> new Policy.None();
        };
    }

    private PolicyFile.Choice timePhased(String place, JsonNode section) {
        boolean service = section.has("cycle_service");
        boolean fill = section.has("fill_rate");
        boolean cost = section.has("holding_cost") || section.has("shortage_cost");
        int targets = (service ? 1 : 0) + (fill ? 1 : 0) + (cost ? 1 : 0);
        if (targets > 1) {
            throw new CommandFailure(
                    shown + " " + place + TIME_PHASED + " has more than one target.",
                    "Keep one of cycle_service, fill_rate, or holding_cost and shortage_cost.");
        }
        String serviceClass = section.path("service_class").asText("").strip();
        if (section.has("service_class") && (serviceClass.isEmpty() || !fill)) {
            throw new CommandFailure(
                    shown + " " + place + "service_class stands without a " + (fill ? "name." : "fill_rate."),
                    "Write both, like 'service_class: A' and 'fill_rate: 0.95', or leave service_class out.");
        }
        if (targets == 0) {
            return own -> own.orElseThrow(() -> new CommandFailure(
                    shown + " " + place + TIME_PHASED + " has no target.",
                    "Write cycle_service, fill_rate, or holding_cost and shortage_cost, or give --terms."));
        }
        Target target = cost
                ? new Target.LeastCost(
                        number(place, section, "holding_cost", Double.NaN),
                        number(place, section, "shortage_cost", Double.NaN))
                : service
                        ? new Target.CycleService(number(place, section, "cycle_service", Double.NaN))
                        : new Target.FillRate(number(place, section, "fill_rate", Double.NaN));
        Policy policy = target instanceof Target.FillRate(double level) && !serviceClass.isEmpty()
                ? Policy.Steered.of(serviceClass, level)
                : new Policy.TimePhased(target);
        return own -> policy;
    }

    private PolicyFile.Terms terms(JsonNode root) {
        Timing timing = Timing.of(whole(root, "lead_time", 0, 1), whole(root, "review", 1, 1));
        try {
            LineTerms line = LineTerms.free()
                    .withPack(number("", root, "pack", 1))
                    .withOrder(
                            number("", root, "min_order", 0), number("", root, "max_order", Double.POSITIVE_INFINITY))
                    .withShelf(
                            Double.POSITIVE_INFINITY, 0, root.has("shelf_life") ? whole(root, "shelf_life", 1, 1) : 0)
                    .withUnitCost(number("", root, "unit_cost", 1));
            if (line.maxOrderUnits() < Math.max(line.minOrderUnits(), line.packUnits())) {
                throw new CommandFailure(
                        shown + " max_order allows less than a pack or the minimum.",
                        "Raise max_order, or leave it out for no limit.");
            }
            return new PolicyFile.Terms(timing, unmet(root), line);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(
                    shown + ": " + refused.getMessage() + ".",
                    "Correct pack, min_order, max_order, shelf_life or unit_cost.",
                    refused);
        }
    }

    private Unmet unmet(JsonNode root) {
        String text = root.path("unmet").asText("lost");
        return switch (text) {
            case "lost" -> Unmet.LOST;
            case "backorder" -> Unmet.BACKORDERED;
            default -> throw new CommandFailure(shown + " unmet is '" + text + "'.", "Write lost or backorder.");
        };
    }

    private int whole(JsonNode root, String key, int least, int ifAbsent) {
        double value = number("", root, key, ifAbsent);
        if (value != Math.rint(value) || value < least || value > 500) {
            throw new CommandFailure(
                    shown + " " + key + " is " + root.path(key).asText() + ".",
                    "Write a whole number of periods from " + least + " to 500.");
        }
        return (int) value;
    }

    private double number(String place, JsonNode section, String key, double ifAbsent) {
        JsonNode value = section.path(key);
        if (value.isMissingNode() && !Double.isNaN(ifAbsent)) {
            return ifAbsent;
        }
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new CommandFailure(
                    shown + " " + place + key
                            + (value.isMissingNode() ? " is not given." : " is '" + value.asText() + "'."),
                    "Write a number like 12 or 0.95.");
        }
        return value.asDouble();
    }
}
