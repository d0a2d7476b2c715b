package io.millrace.forecasting.overrides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.methods.Methods;
import io.millrace.forecasting.workbench.OverrideFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverriddenTest {
    private static final LocalDate ORIGIN = LocalDate.of(2024, 1, 5);
    private static final List<DemandSeries> PANEL = List.of(Examples.daily(4, 6, 5, 5));
    private static final List<Forecast> BASELINE = Forecasters.forecast(Methods.windowMean(), PANEL, new Horizon(3), 1);

    @TempDir
    private Path folder;

    @Test
    void shouldPutInWhatHoldsAndKeepWhatItTookThePlaceOf() {
        Overridden overridden = Overridden.of(
                PANEL, BASELINE, List.of(word(1, 20, "ann", 5), word(2, 30, "ben", -1), word(9, 40, "ann", 20)));

        // Ben's word ended before the forecast was made, and Ann's second is of a day beyond the horizon.
        assertThat(overridden.kept()).hasSize(1);
        assertThat(overridden.kept().getFirst().baseline()).isEqualTo(5);
        assertThat(overridden.forecasts().getFirst().mean(2)).isEqualTo(20);
        assertThat(overridden.forecasts().getFirst().quantile(2, 0.9))
                .isCloseTo(4 * BASELINE.getFirst().quantile(2, 0.9), within(1e-9));
        assertThat(overridden.forecasts().getFirst().mean(3)).isEqualTo(5);
    }

    @Test
    void shouldTellWhoseWordsWereNearerToWhatCame() {
        Overridden overridden = Overridden.of(
                PANEL, BASELINE, List.of(word(0, 9, "ann", 5), word(1, 1, "ben", 5), word(2, 8, "ann", 5)));
        List<DemandSeries> since = List.of(Examples.daily(4, 6, 5, 5, 10, 5));

        Map<String, ValueAdded> value = ValueAdded.of(overridden.kept(), since);

        // Ann's first word missed 10 by 1 where the baseline missed it by 5; what her second is worth is not known yet.
        assertThat(value.get("ann")).isEqualTo(new ValueAdded(1, 5, 1, 1, 9.0 / 10 - 1));
        assertThat(value.get("ann").share()).isCloseTo(0.8, within(1e-9));
        assertThat(value.get("ben").better()).isZero();
        assertThat(value.get("").steps()).isEqualTo(2);
    }

    @Test
    void shouldKeepOverridesInAFile() throws IOException {
        Overridden overridden = Overridden.of(PANEL, BASELINE, List.of(word(0, 9, "ann, and ben", 5)));
        Path file = folder.resolve("kept.csv");

        OverrideFiles.writeKept(file, overridden.kept());

        assertThat(OverrideFiles.readKept(file)).isEqualTo(overridden.kept());
    }

    @Test
    void shouldRefuseWhatNobodyStandsFor() throws IOException {
        Path file = folder.resolve("overrides.csv");
        Files.writeString(file, "series_id,date,mean,who,until,why\ndaily,2024-01-05,3,,2024-02-01,fair\n");
        assertThatThrownBy(() -> OverrideFiles.read(file))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("who");

        Files.writeString(file, "series_id,date,mean,who,until,why\ndaily,5.1.2024,3,ann,2024-02-01,fair\n");
        assertThatThrownBy(() -> OverrideFiles.read(file)).hasMessageContaining("the date '5.1.2024'");

        Files.writeString(file, "series,date\n");
        assertThatThrownBy(() -> OverrideFiles.read(file))
                .hasMessageContaining("The first line must be series_id,date,mean,who,until,why, not 'series,date'");
    }

    private static Correction word(int day, double mean, String who, int heldDays) {
        return new Correction("daily", ORIGIN.plusDays(day), mean, who, ORIGIN.plusDays(heldDays), "a fair");
    }
}
