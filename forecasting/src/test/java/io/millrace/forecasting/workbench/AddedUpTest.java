package io.millrace.forecasting.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.SeriesId;
import io.millrace.forecasting.methods.Methods;
import io.millrace.forecasting.workbench.AddedUp.Way;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Two categories in two shops, with three items in each.
class AddedUpTest {
    private static final Horizon WEEK = new Horizon(7);
    private static final List<List<String>> LEVELS =
            List.of(List.of(), List.of("category"), List.of("location"), List.of("category", "location"));
    private static final List<DemandSeries> PANEL = panel();
    private static final List<Forecast> BASE = Forecasters.forecast(Methods.theta(), PANEL, WEEK, 1);

    @Test
    void shouldAddUpAtEveryLevelWhicheverWay() {
        for (Way way : Way.values()) {
            AddedUp added = AddedUp.of(Methods.theta(), PANEL, BASE, LEVELS, way, 1);

            assertThat(added.sums()).hasSize(1 + 2 + 2 + 4);
            assertThat(added.sums().getFirst().id().value()).isEqualTo("total");
            for (int node = 0; node < added.sums().size(); node++) {
                String name = added.sums().get(node).id().value();
                double sum = 0;
                for (int i = 0; i < PANEL.size(); i++) {
                    Map<String, String> own = PANEL.get(i).attributes();
                    boolean inCategory = !name.contains("category") || name.contains("category " + own.get("category"));
                    boolean inLocation = !name.contains("location") || name.contains("location " + own.get("location"));
                    sum += inCategory && inLocation ? added.ofSeries().get(i).mean(3) : 0;
                }
                assertThat(added.ofSums().get(node).mean(3))
                        .as(way + " " + name)
                        .isCloseTo(sum, within(1e-6));
            }
        }
    }

    @Test
    void shouldLeaveTheSeriesAloneWhenItGoesBottomUp() {
        AddedUp added = AddedUp.of(Methods.theta(), PANEL, BASE, LEVELS, Way.BOTTOM_UP, 1);

        for (int i = 0; i < BASE.size(); i++) {
            assertThat(added.ofSeries().get(i).mean(2)).isCloseTo(BASE.get(i).mean(2), within(1e-9));
        }
    }

    @Test
    void shouldKnowASumBetterThanItsPartsDo() {
        AddedUp added = AddedUp.of(Methods.theta(), PANEL, BASE, LEVELS, Way.SHRINKAGE, 1);
        Forecast total = added.ofSums().getFirst();

        double parts = 0;
        for (Forecast forecast : added.ofSeries()) {
            parts += forecast.quantile(1, 0.95) - forecast.mean(1);
        }
        assertThat(total.quantile(1, 0.95) - total.mean(1)).isBetween(0.0, parts);
    }

    @Test
    void shouldSayWhatIsMissingWhenNothingCanBeAddedUp() {
        assertThatThrownBy(() -> AddedUp.of(Methods.theta(), PANEL, BASE, List.of(List.of("brand")), Way.BOTTOM_UP, 1))
                .hasMessageContaining("no attribute 'brand'");
        List<DemandSeries> uneven = new ArrayList<>(PANEL);
        uneven.set(3, PANEL.get(3).upTo(50));
        assertThatThrownBy(() -> AddedUp.of(Methods.theta(), uneven, BASE, LEVELS, Way.BOTTOM_UP, 1))
                .hasMessageContaining("Sums need series that end together")
                .hasMessageContaining("item-3");
    }

    private static List<DemandSeries> panel() {
        SplittableRandom random = new SplittableRandom(2);
        List<DemandSeries> panel = new ArrayList<>();
        for (int item = 0; item < 12; item++) {
            double[] units = random.doubles(100, 0, 6 + item).map(Math::floor).toArray();
            units[0] = 1;
            Map<String, String> attributes =
                    Map.of("category", item % 2 == 0 ? "tea" : "mug", "location", item % 4 < 2 ? "north" : "south");
            panel.add(DemandSeries.of(
                            new SeriesId("item-" + item),
                            new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1)),
                            units)
                    .withAttributes(attributes));
        }
        return panel;
    }
}
