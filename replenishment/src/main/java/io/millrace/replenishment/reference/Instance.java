package io.millrace.replenishment.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An inventory problem as a file states it, with its known optimum if there is one.
///
/// @param id as the file names it
/// @param kind which method answers it
/// @param parameters of the kind, by name
/// @param optimal the known parameters, and the known cost as `cost`; null where nothing is known
/// @param tolerance by how much a cost, or a parameter that is not whole, may differ from the known one
public record Instance(
        String id,
        String kind,
        Map<String, ?> parameters,
        @Nullable Map<String, ?> optimal,
        double tolerance) {
    private static final double DEFAULT_TOLERANCE = 1e-6;

    /// One object of the file: `id`, `kind`, `params`, and if known `optimal` and `tolerance`.
    ///
    /// @throws IllegalArgumentException which says what the object lacks
    public static Instance of(Map<String, ?> object) {
        @Nullable Object id = object.get("id");
        String name = id == null ? "An instance without an id" : "Instance " + id;
        @Nullable Object kind = object.get("kind");
        if (id == null || kind == null) {
            throw new IllegalArgumentException(name + " lacks " + (id == null ? "id" : "kind") + "; add it as text");
        }
        @Nullable Map<String, ?> parameters = map(name, "params", object.get("params"));
        if (parameters == null) {
            throw new IllegalArgumentException(name + " lacks params; add them as an object with named values");
        }
        @Nullable Object tolerance = object.get("tolerance");
        if (tolerance != null && !(tolerance instanceof Number)) {
            throw new IllegalArgumentException(name + ": tolerance is " + tolerance + "; give a number");
        }
        return new Instance(
                id.toString(),
                kind.toString(),
                parameters,
                map(name, "optimal", object.get("optimal")),
                tolerance instanceof Number number
                        ? Check.notNegative(name + ": tolerance", number.doubleValue())
                        : DEFAULT_TOLERANCE);
    }

    private static @Nullable Map<String, ?> map(String name, String key, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    name + ": " + key + " is " + value + "; give an object with named values");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((field, content) -> {
            if (content != null) {
                copy.put(String.valueOf(field), content);
            }
        });
        return copy;
    }

    /// Solves it. What is wrong with the parameters comes back as the result's error.
    public InstanceResult solve() {
        try {
            Solution solution = Kinds.solve(kind, new Parameters(parameters, ""));
            return InstanceResult.of(this, solution);
        } catch (IllegalArgumentException wrong) {
            return InstanceResult.refused(this, String.valueOf(wrong.getMessage()));
        }
    }
}
