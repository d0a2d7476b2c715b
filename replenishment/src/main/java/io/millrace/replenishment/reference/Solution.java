package io.millrace.replenishment.reference;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What is best for an instance.
///
/// @param parameters by the names that the instance's kind uses: numbers, lists, or objects of numbers
/// @param cost null where the method states none
/// @param price what other parameters would cost, where several can be best; null where only one is
record Solution(
        Map<String, Object> parameters,
        @Nullable Double cost,
        @Nullable ToDoubleFunction<Parameters> price) {
    static Solution of(Map<String, Object> parameters, double cost) {
        return new Solution(parameters, cost, null);
    }

    static Solution of(Map<String, Object> parameters, double cost, ToDoubleFunction<Parameters> price) {
        return new Solution(parameters, cost, price);
    }
}
