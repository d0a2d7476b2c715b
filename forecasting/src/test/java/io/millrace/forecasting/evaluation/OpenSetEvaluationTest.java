package io.millrace.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.backtest.Backtest;
import io.millrace.forecasting.backtest.Origin;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.forecasting.frame.SeriesCsv;
import io.millrace.forecasting.methods.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSetEvaluationTest {
    private static final String EXTRACT = "online-retail-extract.csv.gz";
    private static final OpenSet SMALL =
            new OpenSet("small", EXTRACT, Frequency.DAILY, new Horizon(14), new OpenSet.Cells(1, 0.5, 0.25, 0.2, 0.1));

    /// Computed apart from this code, in Python, from the definitions. Two of the forty items never sold or moved.
    private static final int MOVING = 38;

    private static final double PRMSSE_OF_WINDOW_MEAN = 3.20448;
    private static final double SPL90_OF_WINDOW_MEAN = 1.58517;

    @TempDir
    private Path folder;

    @Test
    void shouldNameEveryFigureWhenASetIsEvaluated() throws IOException {
        try (InputStream extract = extract()) {
            Files.copy(extract, folder.resolve(EXTRACT));
        }
        List<String> progress = new ArrayList<>();

        Map<String, Double> figures = new OpenSetEvaluation(folder, 1, progress::add).figures(List.of(SMALL), 2);

        assertThat(progress).hasSize(2);
        assertThat(figures)
                .containsKeys("small_prmsse", "small_spl99", "small_bias_4", "small_seconds_per_1000")
                .containsKey("small_fast_seconds_per_1000");
        double ratios = figures.get("small_prmsse")
                * (figures.get("small_spl50") / 0.5)
                * (figures.get("small_spl90") / 0.25)
                * (figures.get("small_spl95") / 0.2)
                * (figures.get("small_spl99") / 0.1);
        assertThat(figures.get("geometric_mean_ratio")).isCloseTo(Math.pow(ratios, 1 / 5.0), within(1e-9));
        assertThat(figures.get("worst_cell_ratio")).isGreaterThanOrEqualTo(figures.get("geometric_mean_ratio"));
    }

    @Test
    void shouldScoreRealDataAsBeforeWhenTheMethodIsSimple() throws IOException {
        List<DemandSeries> panel;
        try (InputStream extract = extract()) {
            panel = SeriesCsv.read(extract, Frequency.DAILY, Gaps.ZERO);
        }
        Origin origin = Origin.rolling(1, new Horizon(14)).getFirst();

        var score = Backtest.at(origin, Methods.windowMean(), panel, 1).score();

        assertThat(score.series()).isEqualTo(MOVING);
        assertThat(score.pooledRmsse()).isCloseTo(PRMSSE_OF_WINDOW_MEAN, within(0.001));
        assertThat(score.scaledPinball(0.9)).isCloseTo(SPL90_OF_WINDOW_MEAN, within(0.001));
    }

    @Test
    void shouldSayWhatIsWrongWhenTheHierarchyCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("series.csv"), "series_id,item_id\na,b\n");

        assertThatThrownBy(() -> M5Hierarchy.read(file)).hasMessageContaining("5");
    }

    private static InputStream extract() {
        return Objects.requireNonNull(OpenSetEvaluationTest.class.getResourceAsStream(EXTRACT));
    }
}
