package io.millrace.replenishment.reference;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What was found for an instance.
///
/// @param parameters the best ones, by name; empty after an error
/// @param cost of them; null where the method states none, and after an error
/// @param matched whether the known optimum was met; null where none is known
/// @param parametersEqual whether the parameters are the known ones, and not others that cost the same
/// @param costDifference found less known cost, as a share of the known one; null where there is none
/// @param error what is wrong with the instance and what to do; null when it was solved
public record InstanceResult(
        String id,
        String kind,
        Map<String, Object> parameters,
        @Nullable Double cost,
        @Nullable Boolean matched,
        @Nullable Boolean parametersEqual,
        @Nullable Double costDifference,
        @Nullable String error) {
    private static final double ROUNDING = 1e-9;
    private static final String COST = "cost";

    static InstanceResult refused(Instance instance, String error) {
        @Nullable Boolean matched = instance.optimal() == null ? null : false;
        return new InstanceResult(instance.id(), instance.kind(), Map.of(), null, matched, matched, null, error);
    }

    static InstanceResult of(Instance instance, Solution solution) {
        @Nullable Map<String, ?> known = instance.optimal();
        @Nullable Double cost = solution.cost();
        if (known == null) {
            return new InstanceResult(
                    instance.id(), instance.kind(), solution.parameters(), cost, null, null, null, null);
        }
        Parameters given = new Parameters(known, "optimal.");
        boolean equal = known.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(COST))
                .allMatch(entry ->
                        same(solution.parameters().get(entry.getKey()), entry.getValue(), instance.tolerance()));
        @Nullable Double difference = null;
        boolean costMet = true;
        if (given.has(COST) && cost != null) {
            double wanted = given.number(COST);
            difference = (cost - wanted) / Math.max(Math.abs(wanted), Double.MIN_NORMAL);
            costMet = Math.abs(cost - wanted) <= Math.max(instance.tolerance(), ROUNDING * Math.abs(wanted));
        }
        boolean matched = costMet && (equal || alsoBest(given, cost, solution.price()));
        return new InstanceResult(
                instance.id(), instance.kind(), solution.parameters(), cost, matched, equal, difference, null);
    }

    private static boolean alsoBest(
            Parameters given, @Nullable Double cost, @Nullable ToDoubleFunction<Parameters> price) {
        return cost != null
                && price != null
                && Math.abs(price.applyAsDouble(given) - cost) <= ROUNDING * Math.max(1, Math.abs(cost));
    }

    /// Whole numbers must be equal, others within the tolerance.
    private static boolean same(@Nullable Object found, @Nullable Object known, double tolerance) {
        if (found instanceof Number one && known instanceof Number other) {
            double apart = Math.abs(one.doubleValue() - other.doubleValue());
            boolean whole = isWhole(one.doubleValue()) && isWhole(other.doubleValue());
            return apart <= (whole ? 0 : Math.max(tolerance, ROUNDING * Math.abs(other.doubleValue())));
        }
        if (found instanceof List<?> one && known instanceof List<?> other) {
            boolean equal = one.size() == other.size();
            for (int index = 0; equal && index < one.size(); index++) {
                equal = same(one.get(index), other.get(index), tolerance);
            }
            return equal;
        }
        if (found instanceof Map<?, ?> one && known instanceof Map<?, ?> other) {
            return one.size() == other.size()
                    && other.entrySet().stream()
                            .allMatch(entry ->
                                    same(one.get(String.valueOf(entry.getKey())), entry.getValue(), tolerance));
        }
        return found == null && known == null;
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }
}
