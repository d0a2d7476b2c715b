package io.millrace.forecasting.workbench;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.IndependentSums;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Items that are planned to be sold and never were: each is a series without a past that begins at its first planned
/// day.
public final class Listings {
    private final List<DemandSeries> series;
    private final List<Integer> leads;

    private Listings(List<DemandSeries> series, List<Integer> leads) {
        this.series = series;
        this.leads = leads;
    }

    /// The items with plans within the horizon that the panel does not have, and what is known of them.
    public static Listings of(
            List<DemandSeries> panel,
            Map<String, Map<LocalDate, Planned>> future,
            Map<String, Map<String, String>> attributes,
            Horizon horizon) {
        Set<String> known = new HashSet<>();
        panel.forEach(old -> known.add(old.id().value()));
        List<DemandSeries> series = new ArrayList<>();
        List<Integer> leads = new ArrayList<>();
        Calendar calendar = panel.stream()
                .map(old -> old.calendar().from(old.calendar().date(old.length())))
                .max(Comparator.comparing(Calendar::first))
                .orElseThrow(() -> new IllegalArgumentException("New items need a panel of others to be like"));
        new TreeMap<>(future).forEach((id, plans) -> {
            LocalDate first = plans.keySet().stream().min(LocalDate::compareTo).orElse(LocalDate.MAX);
            int lead = known.contains(id) ? horizon.steps() : Math.max(0, calendar.step(first));
            if (lead < horizon.steps()) {
                series.add(DemandSeries.of(new SeriesId(id), calendar.from(calendar.date(lead)))
                        .withAttributes(attributes.getOrDefault(id, Map.of())));
                leads.add(lead);
            }
        });
        return new Listings(series, leads);
    }

    /// The new items, without a step of history.
    public List<DemandSeries> series() {
        return List.copyOf(series);
    }

    /// Forecasts of a panel with the new items at its end, those of theirs beginning when they are listed.
    public List<Forecast> shifted(List<Forecast> forecasts) {
        List<Forecast> shifted = new ArrayList<>(forecasts);
        int first = forecasts.size() - series.size();
        for (int i = 0; i < series.size(); i++) {
            shifted.set(first + i, shifted(forecasts.get(first + i), leads.get(i)));
        }
        return shifted;
    }

    private static Forecast shifted(Forecast forecast, int lead) {
        double[] mean = new double[forecast.steps()];
        QuantileCurve[] curves = new QuantileCurve[mean.length];
        Arrays.fill(curves, QuantileCurve.zero());
        for (int step = lead; step < mean.length; step++) {
            mean[step] = forecast.mean(step - lead + 1);
            curves[step] = forecast.marginal(step - lead + 1);
        }
        return Forecast.of(mean, List.of(curves), new IndependentSums());
    }
}
