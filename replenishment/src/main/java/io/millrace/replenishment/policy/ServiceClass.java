package io.millrace.replenishment.policy;

import io.millrace.replenishment.Target;

/// Items that are promised the same, such as A items or fresh goods.
public record ServiceClass(String name, Target target) {
    public ServiceClass {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A service class needs a name, like A or fresh");
        }
    }

    /// The target of an item without a class: what its margin, its holding and its waste cost make worthwhile.
    ///
    /// @param marginPerUnit what a lost sale costs
    /// @param holdingPerUnit what a unit on the shelf costs each period
    /// @param wastePerUnit what a unit of the stock is expected to cost each period because it may be thrown away
    public static Target worthwhile(double marginPerUnit, double holdingPerUnit, double wastePerUnit) {
        return new Target.LeastCost(holdingPerUnit + wastePerUnit, marginPerUnit);
    }
}
