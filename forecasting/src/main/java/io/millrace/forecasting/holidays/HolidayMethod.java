package io.millrace.forecasting.holidays;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.FittedPanel;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.GlobalMethod;
import io.millrace.forecasting.Horizon;
import java.util.IdentityHashMap;
import java.util.List;

/// Any method, told of holidays: it sees a past without them, and its forecasts are given those that are to come.
public final class HolidayMethod implements GlobalMethod {
    private final ForecastMethod method;
    private final Holidays holidays;

    public HolidayMethod(ForecastMethod method, Holidays holidays) {
        this.method = method;
        this.holidays = holidays;
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public String description() {
        return method.description() + ", with holidays";
    }

    @Override
    public FittedPanel fit(List<DemandSeries> panel, Horizon horizon, long seed) {
        HolidayEffects effects = HolidayEffects.learned(panel, holidays);
        List<DemandSeries> without = panel.stream().map(effects::without).toList();
        FittedPanel fitted = Forecasters.fit(method, without, horizon, seed);
        IdentityHashMap<DemandSeries, DemandSeries> known = new IdentityHashMap<>();
        for (int i = 0; i < panel.size(); i++) {
            known.put(panel.get(i), without.get(i));
        }
        return series -> {
            DemandSeries plain = known.get(series);
            return effects.with(series, fitted.predict(plain == null ? effects.without(series) : plain));
        };
    }
}
