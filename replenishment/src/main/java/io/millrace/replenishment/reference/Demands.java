package io.millrace.replenishment.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The families of demand that an instance can name, from its parameters.
final class Demands {
    private static final Map<String, Function<Parameters, ContinuousDemand>> CONTINUOUS = Map.of(
            "normal",
            demand -> new ContinuousDemand.Normal(mean(demand), deviation(demand)),
            "lognormal",
            demand -> new ContinuousDemand.Lognormal(demand.number("mu_log"), demand.number("sigma_log")),
            "exponential",
            demand -> new ContinuousDemand.Exponential(mean(demand)),
            "uniform",
            demand -> new ContinuousDemand.Uniform(demand.number("low"), demand.number("high")),
            "gamma",
            Demands::gamma);

    /// By how many periods are covered.
    private static final Map<String, Function<Parameters, Over>> WHOLE = Map.of(
            "poisson",
            demand -> length -> WholeDemand.poisson(mean(demand) * length),
            "negative_binomial",
            Demands::negativeBinomial,
            "geometric",
            demand -> length -> WholeDemand.negativeBinomial(length, 1 / (1 + mean(demand))),
            "binomial",
            demand -> length -> WholeDemand.binomial(wholePeriods(demand.number("n") * length), demand.number("p")),
            "discrete",
            demand -> length -> table(demand).times(wholePeriods(length)),
            "deterministic",
            demand -> length -> WholeDemand.always(wholePeriods(mean(demand) * length)));

    private Demands() {}

    /// Demand over a stretch of time.
    @FunctionalInterface
    interface Over {
        WholeDemand time(double length);
    }

    static Optional<ContinuousDemand> continuous(String family, Parameters demand) {
        return Optional.ofNullable(CONTINUOUS.get(family)).map(make -> make.apply(demand));
    }

    static Optional<Over> whole(String family, Parameters demand) {
        return Optional.ofNullable(WHOLE.get(family)).map(make -> make.apply(demand));
    }

    static List<String> names() {
        return Stream.concat(CONTINUOUS.keySet().stream(), WHOLE.keySet().stream())
                .sorted()
                .toList();
    }

    static List<String> wholeNames() {
        return WHOLE.keySet().stream().sorted().toList();
    }

    static double mean(Parameters demand) {
        return Check.notNegative("The mean of demand", demand.number("mean", "demand_mean"));
    }

    static double deviation(Parameters demand) {
        return Check.notNegative("The standard deviation of demand", demand.number("sd", "demand_sd"));
    }

    private static ContinuousDemand gamma(Parameters demand) {
        if (demand.has("shape")) {
            return new ContinuousDemand.Gamma(demand.number("shape"), demand.number("scale"));
        }
        double mean = Check.positive("mean", mean(demand));
        double variance = Check.positive("sd", deviation(demand)) * deviation(demand);
        return new ContinuousDemand.Gamma(mean * mean / variance, variance / mean);
    }

    private static Over negativeBinomial(Parameters demand) {
        if (demand.has("p")) {
            double successes = demand.number("r", "n");
            double probability = demand.number("p");
            return length ->
                    length == 0 ? WholeDemand.always(0) : WholeDemand.negativeBinomial(successes * length, probability);
        }
        double mean = mean(demand);
        double variance = deviation(demand) * deviation(demand);
        if (mean > 0 && variance <= mean) {
            throw new IllegalArgumentException("sd is " + deviation(demand) + " with a mean of " + mean
                    + "; a negative binomial demand needs a variance above its mean, else take poisson");
        }
        return length -> mean * length == 0
                ? WholeDemand.always(0)
                : WholeDemand.negativeBinomial(mean * length * mean / (variance - mean), mean / variance);
    }

    private static int wholePeriods(double length) {
        if (Math.abs(length - Math.rint(length)) > 1e-9) {
            throw new IllegalArgumentException("A length or demand of " + length
                    + " does not fit demand that comes period by period in whole units; give a whole number");
        }
        return (int) Math.rint(length);
    }

    /// Either `pmf`, the probabilities of 0, 1, 2, …, or `demand_list` with `probabilities`.
    private static WholeDemand table(Parameters demand) {
        if (demand.has("pmf")) {
            return WholeDemand.of(demand.numbers("pmf").stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
        }
        List<Double> units = demand.numbers("demand_list");
        List<Double> probabilities = demand.numbers("probabilities");
        if (units.size() != probabilities.size() || units.isEmpty()) {
            throw new IllegalArgumentException("demand_list has " + units.size() + " values and probabilities has "
                    + probabilities.size() + "; give one probability for each value");
        }
        double most = units.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double[] table = new double[Check.between("demand_list", wholePeriods(most), 0, 5_000_000) + 1];
        for (int index = 0; index < units.size(); index++) {
            table[Check.between("demand_list", wholePeriods(units.get(index)), 0, table.length - 1)] +=
                    probabilities.get(index);
        }
        return WholeDemand.of(table);
    }
}
