package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.methods.Methods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawnTest {
    private static final Horizon WEEK = new Horizon(7);
    private static final int DAYS = 140;

    @Test
    void shouldDrawTheSeriesOfAGroupToItsSeasonAndLeaveThoseOfOthers() {
        List<DemandSeries> panel = panel();
        List<Forecast> flat = Forecasters.forecast(Methods.windowMean(), panel, WEEK, 1);

        Drawn drawn = Drawn.of(Groups.of(panel, 7, 0), panel, flat, WEEK, 1);

        // The busy store sells three times as much on each seventh day, which is the last of the week to come; the
        // quiet one is first raised with the total, and then let down again.
        double busy = drawn.factors(panel.get(0))[6];
        double quiet = drawn.factors(panel.get(1))[6];
        assertThat(busy).isGreaterThan(quiet * 1.2);
        assertThat(quiet).isCloseTo(1, within(0.3));
    }

    @Test
    void shouldLeaveTheSumOfThePanelAsItsTotalSaysWhenGroupsSayOtherwise() {
        List<DemandSeries> panel = panel();
        List<Forecast> flat = Forecasters.forecast(Methods.windowMean(), panel, WEEK, 1);
        double[] ofTotal = PanelTotal.factors(panel, flat, WEEK, 1);

        Drawn drawn = Drawn.of(Groups.of(panel, 7, 0), panel, flat, WEEK, 1);

        double asTotal = 0;
        double asGroups = 0;
        for (int i = 0; i < panel.size(); i++) {
            asTotal += flat.get(i).mean(7) * ofTotal[6];
            asGroups += flat.get(i).mean(7) * drawn.factors(panel.get(i))[6];
        }
        assertThat(asGroups).isCloseTo(asTotal, within(1e-9 * asTotal));
    }

    @Test
    void shouldDrawAnUnknownSeriesLikeItsGroup() {
        List<DemandSeries> panel = panel();
        List<Forecast> flat = Forecasters.forecast(Methods.windowMean(), panel, WEEK, 1);

        Drawn drawn = Drawn.of(Groups.of(panel, 7, 0), panel, flat, WEEK, 1);

        DemandSeries other = series("another", "busy", 4, 5, 6);
        assertThat(drawn.factors(other)).isEqualTo(drawn.factors(panel.getFirst()));
    }

    private static List<DemandSeries> panel() {
        List<DemandSeries> panel = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int item = 0; item < 40; item++) {
            int peak = item % 2 == 0 ? 3 : 1;
            double[] units = new double[DAYS];
            Arrays.setAll(units, day -> random.nextInt(1, 9) * (day % 7 == 6 ? peak : 1));
            panel.add(series("item-" + item, item % 2 == 0 ? "busy" : "quiet", units));
        }
        return panel;
    }

    private static DemandSeries series(String id, String store, double... units) {
        return DemandSeries.of(new SeriesId(id), new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)), units)
                .withAttributes(Map.of("store", store));
    }
}
