package io.millrace.replenishment.plan;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.censored.StockOuts;
import io.millrace.replenishment.demand.DemandGrid;
import io.millrace.replenishment.demand.DemandGrid.Fineness;
import io.millrace.replenishment.demand.HiddenDemand;
import io.millrace.replenishment.demand.RecentSales;
import io.millrace.replenishment.demand.SizeShape;
import io.millrace.replenishment.simulation.Beliefs;
import io.millrace.replenishment.simulation.Learning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is expected of each item: its forecast, and its recent sales as they were. Learned from a panel once, it says
/// later what to expect of the same items when more has been sold.
public final class DemandOutlook {
    private static final int SHORTEST_PERIODS = 7;
    private static final double UNDECIDED = 0.5;
    /// Neither is right alone for long: what was recent yesterday is not tomorrow.
    private static final double RECENT_AT_MOST = 0.7;
    /// How far recent sales are followed if they follow the forecast's level. Chosen on one half of the open sets; what
    /// each item's last weeks seemed to say instead was mostly noise, and cost up to a tenth of the stock.
    private static final double RECENT_LEVELLED = 0.85;

    private final int periods;
    private final int window;
    private final FittedPanel fitted;
    private final SizeShape shape;
    private final Map<String, Learned> items;

    /// What was learned of an item.
    ///
    /// @param share how far its recent sales are followed beside its forecast
    private record Learned(DemandSeries history, Forecast forecast, double share) {}

    private DemandOutlook(int periods, int window, FittedPanel fitted, SizeShape shape, Map<String, Learned> items) {
        this.periods = periods;
        this.window = window;
        this.fitted = fitted;
        this.shape = shape;
        this.items = items;
    }

    /// Learns from histories that have a period or more.
    ///
    /// @param periods how far orders look ahead
    public static DemandOutlook learned(List<DemandSeries> histories, int periods, PlanOptions options) {
        List<DemandSeries> panel =
                histories.stream().map(HiddenDemand::restored).toList();
        int horizon = Math.max(periods, SHORTEST_PERIODS);
        int window = window(options.frequency());
        SizeShape shape = SizeShape.of(panel.stream().map(DemandSeries::units).toList());
        double[] shares = shape.isNone()
                ? shares(panel, horizon, window, periods, options)
                : panel.stream().mapToDouble(_ -> RECENT_LEVELLED).toArray();
        FittedPanel fitted = fitted(panel, horizon, options);
        List<Forecast> predicted = predicted(fitted, panel);
        Map<String, Learned> items = new HashMap<>();
        for (int i = 0; i < panel.size(); i++) {
            DemandSeries history = histories.get(i);
            items.put(history.id().value(), new Learned(history, predicted.get(i), shares[i]));
        }
        return new DemandOutlook(horizon, window, fitted, shape, items);
    }

    /// The same as beliefs of a simulation: as fine as there are millions of orders.
    public static Learning learning(int periods, PlanOptions options) {
        return known -> learned(known, periods, options).beliefs();
    }

    /// What to expect of items of the panel later on, for a simulation.
    public Beliefs beliefs() {
        return (item, sold, inStock) ->
                demand(item.demand(), sold, inStock, item.timing().horizonPeriods(), Fineness.QUICK);
    }

    private static FittedPanel fitted(List<DemandSeries> panel, int horizon, PlanOptions options) {
        return new AutoMethod(options.effort()).fit(panel, new Horizon(horizon), options.seed());
    }

    private static List<Forecast> predicted(FittedPanel fitted, List<DemandSeries> panel) {
        return IntStream.range(0, panel.size())
                .parallel()
                .mapToObj(i -> fitted.predict(panel.get(i)))
                .toList();
    }

    /// What to expect of an item as it was learned; nothing of one without a history.
    public DemandGrid demand(String item, int ahead, Fineness fineness) {
        Learned known = items.get(item);
        return known == null
                ? DemandGrid.of(none(), ahead, fineness)
                : demand(known.forecast(), known.history(), known.share(), ahead, fineness);
    }

    /// What to expect of an item of the panel later on.
    ///
    /// @param item whose units do not matter
    /// @param sold what was sold in each period until then
    /// @param inStock the share of each of them in which there was something to sell
    public DemandGrid demand(DemandSeries item, double[] sold, double[] inStock, int ahead, Fineness fineness) {
        DemandSeries seen = item.upTo(sold.length).withUnits(sold).with(Signal.IN_STOCK, inStock);
        Learned known = items.get(item.id().value());
        double share = known == null ? UNDECIDED : known.share();
        return demand(fitted.predict(HiddenDemand.restored(seen)), seen, share, ahead, fineness);
    }

    /// With the sizes of sales that the items of the panel have in common.
    private DemandGrid demand(Forecast forecast, DemandSeries seen, double share, int ahead, Fineness fineness) {
        return DemandGrid.of(forecast, RecentSales.of(seen, window, share).withShape(shape), ahead, fineness);
    }

    private Forecast none() {
        return Forecast.of(
                new double[periods], Collections.nCopies(periods, QuantileCurve.zero()), new IndependentSums());
    }

    /// About a year: long enough for rare sales, short enough to be recent.
    private static int window(Frequency frequency) {
        return switch (frequency) {
            case DAILY -> 365;
            case WEEKLY -> 104;
            case MONTHLY -> 48;
        };
    }

    /// Forecasts the last steps from before, as far as histories are long enough for it.
    private static double[] shares(
            List<DemandSeries> panel, int horizon, int window, int periods, PlanOptions options) {
        int withheld = Math.max(
                horizon,
                switch (options.frequency()) {
                    case DAILY -> 28;
                    case WEEKLY -> 13;
                    case MONTHLY -> 6;
                });
        double[] shares = new double[panel.size()];
        Arrays.fill(shares, UNDECIDED);
        int[] longEnough = IntStream.range(0, panel.size())
                .filter(i -> panel.get(i).length() >= 3 * withheld)
                .toArray();
        if (longEnough.length == 0) {
            return shares;
        }
        PlanOptions quick = new PlanOptions(options.frequency(), options.gaps(), Effort.FAST, options.seed());
        List<DemandSeries> known = new ArrayList<>();
        List<double[]> came = new ArrayList<>();
        for (int i : longEnough) {
            DemandSeries restored = StockOuts.restored(panel.get(i));
            known.add(restored.upTo(restored.length() - withheld));
            came.add(Arrays.copyOfRange(restored.units(), restored.length() - withheld, restored.length()));
        }
        double[] learned = Shares.learned(
                known, came, predicted(fitted(known, withheld, quick), known), window, Math.min(periods, withheld));
        for (int i = 0; i < longEnough.length; i++) {
            shares[longEnough[i]] = Math.min(RECENT_AT_MOST, learned[i]);
        }
        return shares;
    }
}
