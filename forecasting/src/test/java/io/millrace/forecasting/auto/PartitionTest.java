package io.millrace.forecasting.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.SeriesId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionTest {
    @Test
    void shouldGroupByEachAttributeAndByTwoWhenThatTellsMore() {
        List<DemandSeries> panel = panel(3, 4, 10);

        List<Partition> partitions = Partition.of(panel);

        assertThat(partitions)
                .extracting(Partition::name)
                .containsExactly(
                        "all series",
                        "all of the same department",
                        "all of the same store",
                        "all of the same department and store");
    }

    @Test
    void shouldNotGroupWhenEachGroupWouldBeASeriesOrTwo() {
        List<DemandSeries> panel = panel(20, 2, 1);

        List<Partition> partitions = Partition.of(panel);

        assertThat(partitions).extracting(Partition::name).containsExactly("all series", "all of the same store");
    }

    @Test
    void shouldKeepOneOfTwoPartitionsWhenTheyAreAlike() {
        List<DemandSeries> panel = panel(2, 1, 10).stream()
                .map(series -> series.withAttributes(Map.of(
                        "department",
                        series.attributes().get("department"),
                        "floor",
                        "of " + series.attributes().get("department"))))
                .toList();

        List<Partition> partitions = Partition.of(panel);

        assertThat(partitions).extracting(Partition::name).containsExactly("all series", "all of the same department");
    }

    private static List<DemandSeries> panel(int departments, int stores, int items) {
        List<DemandSeries> panel = new ArrayList<>();
        Calendar calendar = new Calendar(Frequency.DAILY, LocalDate.of(2024, 1, 1));
        for (int i = 0; i < departments * stores * items; i++) {
            panel.add(DemandSeries.of(new SeriesId("series-" + i), calendar, 1, 2, 3)
                    .withAttributes(
                            Map.of("department", "d" + i % departments, "store", "s" + i / departments % stores)));
        }
        return panel;
    }
}
