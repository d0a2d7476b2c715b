package io.millrace.replenishment.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Instances with several stages.
final class EchelonKinds {
    private static final String NORMAL = "N";

    /// The letters that instances use, beside the full names.
    private static final Map<String, String> LETTERS =
            Map.of("P", "poisson", "NB", "negative_binomial", "CD", "discrete", "B", "binomial");

    private static final int LARGEST_DENOMINATOR = 60;

    private EchelonKinds() {}

    static Demands.Over demand(Parameters demand) {
        String type = demand.text("type");
        if (type.equals(NORMAL) || type.equals("normal")) {
            return length -> WholeDemand.roundedNormal(
                    Demands.mean(demand) * length, Demands.deviation(demand) * Math.sqrt(length));
        }
        return Demands.whole(LETTERS.getOrDefault(type, type), demand)
                .orElseThrow(() -> Kinds.unknownFamily(
                        type,
                        Stream.concat(Stream.of("N", "D", "P", "NB", "CD", "B"), Demands.wholeNames().stream())
                                .toList()));
    }

    static Solution serial(Parameters in) {
        List<String> names = new ArrayList<>();
        List<SerialSystem.Stage> stages = new ArrayList<>();
        for (Parameters stage : in.children("stages")) {
            names.add(stage.text("stage"));
            stages.add(new SerialSystem.Stage(stage.number("lead_time"), stage.number("echelon_holding_cost")));
        }
        double stockout = in.number("stockout_cost");
        Parameters demand = in.child("demand");
        SerialSystem.Levels levels = switch (demand.text("type")) {
            case "N", "normal" ->
                SerialSystem.normal(stages, stockout, Demands.mean(demand), Demands.deviation(demand));
            case "D", "deterministic" -> SerialSystem.normal(stages, stockout, Demands.mean(demand), 0);
            default -> {
                Demands.Over over = demand(demand);
                yield SerialSystem.wholeUnits(stages, stockout, over::time);
            }
        };
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int stage = 0; stage < names.size(); stage++) {
            byName.put(names.get(stage), levels.levels().get(stage));
        }
        return Solution.of(Map.of("echelon_S", byName), levels.cost());
    }

    static Solution tree(Parameters in) {
        List<Parameters> given = in.children("stages");
        int parts = denominator(given);
        List<ServiceTree.Stage> stages =
                given.stream().map(stage -> stage(stage, parts)).toList();
        ServiceTree.Promises best = ServiceTree.best(stages);
        double scale = Math.sqrt(parts);
        Map<String, Object> times = new LinkedHashMap<>();
        best.serviceTimes().forEach((stage, time) -> times.put(stage, time / (double) parts));
        return Solution.of(Map.of("cst", times), best.cost() / scale, other -> {
            Map<String, Integer> promises = new LinkedHashMap<>();
            other.child("cst")
                    .numbersByName()
                    .forEach((stage, time) -> promises.put(stage, (int) Math.rint(time * parts)));
            return ServiceTree.cost(stages, promises) / scale;
        });
    }

    private static ServiceTree.Stage stage(Parameters in, int parts) {
        return new ServiceTree.Stage(
                in.text("stage"),
                in.texts("successors"),
                (int) Math.rint(in.number("processing_time") * parts),
                in.number("local_holding_cost"),
                in.has("external_inbound_cst") ? (int) Math.rint(in.number("external_inbound_cst") * parts) : null,
                in.has("external_outbound_cst") ? (int) Math.rint(in.number("external_outbound_cst") * parts) : null,
                in.numberIfAny("demand_sd"),
                in.numberOr("demand_bound_constant", 1));
    }

    /// In how many parts a unit of time must be split for all times to be whole.
    private static int denominator(List<Parameters> stages) {
        List<Double> times = new ArrayList<>();
        for (Parameters stage : stages) {
            for (String name : List.of("processing_time", "external_inbound_cst", "external_outbound_cst")) {
                times.add(stage.numberOr(name, 0));
            }
        }
        for (int parts = 1; parts <= LARGEST_DENOMINATOR; parts++) {
            int split = parts;
            if (times.stream().allMatch(time -> Math.abs(time * split - Math.rint(time * split)) < 1e-9 * split)) {
                return parts;
            }
        }
        throw new IllegalArgumentException("The processing and service times have no common step of 1/"
                + LARGEST_DENOMINATOR + " or more; round them to whole times or simple fractions");
    }
}
