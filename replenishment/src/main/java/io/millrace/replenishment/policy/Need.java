package io.millrace.replenishment.policy;

import io.millrace.replenishment.Target;
import io.millrace.replenishment.Timing;
import io.millrace.replenishment.Unmet;
import io.millrace.replenishment.outlook.OrderCurve;
import io.millrace.replenishment.outlook.Outlook;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an item needs now, before anything is rounded, and how other quantities compare with it.
///
/// @param why why so many, for a planner to read; put into words when it is asked for
/// @param outlook the projection it was computed from; none for policies that look at positions only
/// @param cost what quantities cost; none where a target or a level decides
public record Need(
        double units,
        Supplier<String> why,
        @Nullable Outlook outlook,
        @Nullable OrderCurve cost) {
    private static final double CLOSE = 1e-9;
    private static final double LASTING_POWER = -0.45;
    /// Finer than this share of the demand no need is told.
    private static final double FINEST_STEP = 1.0 / 2_000;

    /// Decides.
    public static Need of(Policy policy, Situation situation) {
        return of(policy, situation, situation::outlook);
    }

    /// Decides with an outlook of the same situation, which is asked for only by policies that look ahead.
    public static Need of(Policy policy, Situation situation, Supplier<Outlook> outlook) {
        double position = situation.supply().positionUnits();
        return switch (policy) {
            case Policy.TimePhased phased -> timePhased(phased.target(), situation, outlook.get());
            case Policy.Steered steered -> steered(steered, situation, outlook.get());
            case Policy.MinMax levels ->
                level(
                        position < levels.minUnits(),
                        position,
                        levels.minUnits(),
                        levels.maxUnits(),
                        "below the minimum");
            case Policy.ReorderUpTo levels ->
                level(
                        position <= levels.reorderPointUnits(),
                        position,
                        levels.reorderPointUnits(),
                        levels.upToUnits(),
                        "at or below the reorder point");
            case Policy.OrderUpTo level ->
                level(true, position, level.upToUnits(), level.upToUnits(), "to be brought up to the level");
            case Policy.ReorderLots lots -> lots(lots, position);
            case Policy.Cover cover -> cover(cover, situation, position);
            case Policy.Fixed fixed -> plain(fixed.units(), "the fixed quantity");
            case Policy.None _ -> plain(0, "the policy is to order nothing");
        };
    }

    /// Why so many, for a planner to read.
    public String reason() {
        return why.get();
    }

    private static Need plain(double units, String reason) {
        return new Need(units, () -> reason, null, null);
    }

    private static Need level(boolean orders, double position, double from, double upTo, String what) {
        String compared = "the position of " + Numbers.shown(position) + " is " + (orders ? "" : "not ") + what;
        return orders
                ? plain(Math.max(0, upTo - position), compared + ": up to " + Numbers.shown(upTo))
                : plain(0, compared + " of " + Numbers.shown(from));
    }

    private static Need lots(Policy.ReorderLots policy, double position) {
        double lacking = policy.reorderPointUnits() - position;
        if (lacking < 0) {
            return plain(0, "the position of " + Numbers.shown(position) + " is above the reorder point");
        }
        double lots = Math.floor(lacking / policy.lotUnits() + CLOSE) + 1;
        return plain(
                lots * policy.lotUnits(),
                Numbers.shown(lots) + " lots lift the position of " + Numbers.shown(position)
                        + " above the reorder point of " + Numbers.shown(policy.reorderPointUnits()));
    }

    private static Need cover(Policy.Cover cover, Situation situation, double position) {
        Timing timing = situation.timing();
        double untilArrival = 0;
        double all = 0;
        for (int period = 1; period <= timing.nextArrivalPeriods(); period++) {
            double mean = situation.demand().mean(period);
            all += mean;
            untilArrival += period <= timing.arrivalPeriods() ? mean : 0;
        }
        double each = all / timing.nextArrivalPeriods();
        double low = untilArrival + cover.minPeriods() * each;
        double high = untilArrival + cover.maxPeriods() * each;
        return level(position < low, position, low, high, "below its cover");
    }

    private static Need timePhased(Target target, Situation situation, Outlook outlook) {
        double step = step(outlook);
        double most = outlook.enoughUnits();
        OrderCurve curve = outlook.curve(target instanceof Target.LeastCost cost ? lasting(cost, situation) : target);
        return switch (target) {
            case Target.CycleService service -> covering(service, service.level(), curve, outlook, step, most);
            case Target.FillRate fill -> covering(fill, fill.level(), curve, outlook, step, most);
            case Target.LeastCost cost -> {
                double units = curve.leastConvex(step, most);
                yield new Need(
                        units, () -> Numbers.shown(units) + " units cost least: " + cost.describe(), outlook, curve);
            }
        };
    }

    private static Need steered(Policy.Steered steered, Situation situation, Outlook outlook) {
        Target.LeastCost cost =
                steered.fill().target(situation.timing().protection().length());
        Need need = timePhased(cost, situation, outlook);
        return new Need(need.units(), () -> SteeredReason.of(steered, need.units(), outlook), outlook, need.cost());
    }

    /// A unit too many is taken off the next order, so that it costs little; a unit that could still be sold by then is
    /// sold. But what is lost before the order arrives is not known yet when the next one is placed, which then is too
    /// large: the more orders are on the way at once, the less a shortage should count. Without this, orders that cost
    /// least in their own interval cost up to an eighth too much in the long run; see docs/adr.
    private static Target.LeastCost lasting(Target.LeastCost cost, Situation situation) {
        if (situation.unmet() == Unmet.BACKORDERED) {
            return cost;
        }
        double review = situation.timing().protection().length();
        double between = Math.max(review, situation.demand().periodsBetweenOrders(situation.lotUnits()));
        double underWay = situation.timing().arrivalPeriods() / (2 * between * between);
        return new Target.LeastCost(
                cost.holdingPerUnit(), cost.shortagePerUnit() * Math.pow(1 + underWay, LASTING_POWER));
    }

    private static Need covering(
            Target target, double level, OrderCurve curve, Outlook outlook, double step, double most) {
        double units = curve.smallest(step, most, outlook.demandInInterval(), share -> share >= level - CLOSE);
        String without = units == 0 ? "without an order there is " : "without an order there would be ";
        return new Need(
                units,
                () -> without + Numbers.percent(curve.at(0)) + " of " + target.describe() + " asked for; "
                        + Numbers.shown(units) + " units give " + Numbers.percent(curve.at(units)),
                outlook,
                null);
    }

    /// The smallest order with which an item serves so much of its demand by itself.
    static double alone(double fillRate, Outlook outlook) {
        return outlook.fill()
                .smallest(
                        step(outlook),
                        outlook.enoughUnits(),
                        outlook.demandInInterval(),
                        share -> share >= fillRate - CLOSE);
    }

    private static double step(Outlook outlook) {
        boolean whole = outlook.unit() == Math.rint(outlook.unit());
        double finest = outlook.enoughUnits() * FINEST_STEP;
        return whole ? 1 : Math.min(outlook.unit(), finest);
    }
}
