package io.millrace.replenishment.policy;

import io.millrace.replenishment.outlook.Outlook;

/// Why an item of a service class is ordered as it is, beside what it would need if it were promised the same alone.
final class SteeredReason {
    private SteeredReason() {}

    static String of(Policy.Steered steered, double units, Outlook outlook) {
        double level = steered.fill().level();
        return Numbers.shown(units) + " units cost least at the critical ratio of "
                + Numbers.percent(steered.fill().criticalRatio()) + " that all items of class "
                + steered.serviceClass() + " share; the class's target is a fill rate of " + Numbers.percent(level)
                + ", this item's own is " + Numbers.percent(outlook.fill().at(units)) + " because "
                + because(units, Need.alone(level, outlook), Numbers.percent(level));
    }

    private static String because(double units, double alone, String level) {
        String wouldTake = "the " + Numbers.shown(alone) + " that " + level + " would take alone";
        if (units > alone) {
            return "units beyond " + wouldTake + " still serve enough here to be worth their stock";
        }
        if (units < alone) {
            return "units up to " + wouldTake + " serve too little here: the same stock serves more in other items";
        }
        return units == 0 ? "so much is there or on its way already" : "it takes as many as alone";
    }
}
