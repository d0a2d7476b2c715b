package io.millrace.forecasting;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What was sold of one thing, step by step, with what is known about each step. Immutable.
///
/// A missing step is `NaN`; a step without a sale is zero. Units are never negative or infinite: returns are taken off
/// before, and a step that ends below zero is a zero.
public final class DemandSeries {
    private final SeriesId id;
    private final Calendar calendar;
    private final double[] units;
    private final Map<Signal, double[]> signals;
    private final Map<Signal, double[]> plans;
    private final Map<String, String> attributes;

    private DemandSeries(
            SeriesId id,
            Calendar calendar,
            double[] units,
            Map<Signal, double[]> signals,
            Map<Signal, double[]> plans,
            Map<String, String> attributes) {
        this.id = id;
        this.calendar = calendar;
        this.units = units;
        this.signals = signals;
        this.plans = plans;
        this.attributes = attributes;
    }

    public static DemandSeries of(SeriesId id, Calendar calendar, double... units) {
        return new DemandSeries(id, calendar, checked(id, calendar, units), Map.of(), Map.of(), Map.of());
    }

    private static double[] checked(SeriesId id, Calendar calendar, double[] units) {
        for (int step = 0; step < units.length; step++) {
            if (units[step] < 0 || Double.isInfinite(units[step])) {
                throw new IllegalArgumentException("Series " + id + " has " + units[step] + " units at "
                        + calendar.date(step) + "; units are zero or more, or missing (NaN)");
            }
        }
        return units.clone();
    }

    /// The same series with other units, one for each of its steps.
    public DemandSeries withUnits(double... values) {
        if (values.length != units.length) {
            throw new IllegalArgumentException("Series " + id + " has " + units.length + " steps but " + values.length
                    + " other units; give one for each step");
        }
        return new DemandSeries(id, calendar, checked(id, calendar, values), signals, plans, attributes);
    }

    /// The same series with one more thing known about each step.
    public DemandSeries with(Signal signal, double... values) {
        if (values.length != units.length) {
            throw new IllegalArgumentException("Series " + id + " has " + units.length + " steps but " + values.length
                    + " values of " + signal + "; give one for each step");
        }
        Map<Signal, double[]> more = new EnumMap<>(Signal.class);
        more.putAll(signals);
        more.put(signal, values.clone());
        return new DemandSeries(id, calendar, units, Map.copyOf(more), plans, attributes);
    }

    /// The same series with attributes such as its item, location or category.
    public DemandSeries withAttributes(Map<String, String> values) {
        return new DemandSeries(id, calendar, units, signals, plans, Map.copyOf(values));
    }

    /// What was known when the first `steps` steps had passed, and not a number more; what was planned then is unknown.
    public DemandSeries upTo(int steps) {
        if (steps < 0 || steps > units.length) {
            throw new IllegalArgumentException(
                    "Series " + id + " has " + units.length + " steps, so it cannot be cut after " + steps);
        }
        Map<Signal, double[]> known = new EnumMap<>(Signal.class);
        signals.forEach((signal, values) -> known.put(signal, Arrays.copyOf(values, steps)));
        return new DemandSeries(id, calendar, Arrays.copyOf(units, steps), Map.copyOf(known), Map.of(), attributes);
    }

    /// The same series with what is decided of the steps after its last: planned prices, or promotions. `NaN` where
    /// nothing is.
    public DemandSeries withPlan(Signal signal, double... values) {
        Map<Signal, double[]> more = new EnumMap<>(Signal.class);
        more.putAll(plans);
        more.put(signal, values.clone());
        return new DemandSeries(id, calendar, units, signals, Map.copyOf(more), attributes);
    }

    /// A copy of what is planned for the steps after the last, if anything is.
    public Optional<double[]> plan(Signal signal) {
        return Optional.ofNullable(plans.get(signal)).map(double[]::clone);
    }

    public SeriesId id() {
        return id;
    }

    public Calendar calendar() {
        return calendar;
    }

    public int length() {
        return units.length;
    }

    public double units(int step) {
        return units[step];
    }

    /// A copy of all units, the oldest first.
    public double[] units() {
        return units.clone();
    }

    /// A copy of what is known of each step, if it is known at all.
    public Optional<double[]> signal(Signal signal) {
        return Optional.ofNullable(signals.get(signal)).map(double[]::clone);
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return id + " (" + units.length + " steps from " + calendar.first() + ")";
    }
}
