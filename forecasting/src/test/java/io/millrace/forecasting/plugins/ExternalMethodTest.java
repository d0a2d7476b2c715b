package io.millrace.forecasting.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.Signal;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.workbench.MethodCatalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands of the shell stand in for models of Python and R.
class ExternalMethodTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<DemandSeries> PANEL = List.of(Examples.daily(5, Double.NaN, 4), Examples.monthly(1, 2));

    @Test
    void shouldForecastWhatTheCommandAnswers() {
        // It answers in the other order, with the ids that it read.
        String command = "sed -n 's/.*\"series_id\":\"\\([a-z]*\\)\".*/{\"series_id\": \"\\1\", \"mean\": [3, 4.5e0],"
                + " \"quantiles\": {\"0.5\": [2, 4], \"0.9\": [6, 7]}}/p' | tac";

        List<Forecast> forecasts = forecast(command);

        assertThat(forecasts.getFirst().mean(2)).isEqualTo(4.5);
        assertThat(forecasts.getLast().quantile(1, 0.5)).isEqualTo(2);
        assertThat(forecasts.getLast().quantile(2, 0.9)).isCloseTo(7, within(1e-9));
        assertThat(forecasts.getLast().quantile(2, 0.99)).isGreaterThan(8);
    }

    @Test
    void shouldTellTheCommandWhatIsKnown() {
        DemandSeries series = Examples.daily(5, Double.NaN, 0.5).with(Signal.PRICE, 1, 2, 3);

        assertThat(ExternalLines.question(series, new Horizon(2), 7))
                .isEqualTo("{\"series_id\":\"daily\",\"frequency\":\"D\",\"season\":7,\"first\":\"2024-01-01\","
                        + "\"horizon\":2,\"seed\":7,\"units\":[5,null,0.5],\"price\":[1,2,3],\"attributes\":{}}");
    }

    @Test
    void shouldPutThePastsErrorsAroundAMeanThatComesAlone() {
        Forecast forecast = forecast("echo '{\"series_id\":\"daily\",\"mean\":[9,9]}';"
                        + " echo '{\"series_id\":\"monthly\",\"mean\":[9,-1]}'")
                .getFirst();

        assertThat(forecast.mean(1)).isEqualTo(9);
        assertThat(forecast.quantile(1, 0.9)).isGreaterThan(9);
        assertThat(forecast.quantile(1, 0.1)).isLessThan(9);
    }

    @Test
    void shouldSayWhatIsWrongWithAnAnswer() {
        assertThatThrownBy(() -> forecast("echo three")).hasMessageContaining("wrote a line that is no JSON");
        assertThatThrownBy(() -> forecast("cat")).hasMessageContaining("with no list for mean");
        assertThatThrownBy(() -> forecast("echo '{\"series_id\":\"daily\",\"mean\":[1,1]}'"))
                .hasMessageContaining("did not answer for series monthly");
        assertThatThrownBy(() -> forecastFirst("{\"series_id\":\"daily\",\"mean\":[1]}"))
                .hasMessageContaining("with 1 values for mean; there must be one for each of 2 steps");
        assertThatThrownBy(() -> forecastFirst("{\"series_id\":\"daily\",\"mean\":[1,\"x\"]}"))
                .hasMessageContaining("with 'x' for mean of step 2");
        assertThatThrownBy(() -> forecastFirst("{\"series_id\":\"daily\",\"mean\":[1,1],\"quantiles\":{\"95\":[1,1]}}"))
                .hasMessageContaining("with the quantile '95'; a level lies between 0 and 1");
        assertThatThrownBy(() -> forecast("echo no such column >&2; exit 3"))
                .hasMessageContaining("ended with code 3 and said: no such column");
        assertThatThrownBy(() -> forecast(" ")).hasMessageContaining("There is no command after exec:");
    }

    @Test
    void shouldEndACommandThatTakesTooLong() {
        ExternalMethod slow = new ExternalMethod("sleep 600", Duration.ofMillis(200));

        assertThatThrownBy(() -> Forecasters.forecast(slow, PANEL, new Horizon(2), 1))
                .hasMessageContaining("'sleep 600' was not done after 0 s and was ended");
    }

    @Test
    void shouldBeFoundByItsCommand() {
        ForecastMethod method = MethodCatalogue.of(Effort.FAST, List.of(), Progress.SILENT)
                .find("exec:python3 Model.py --x 3")
                .orElseThrow();

        assertThat(method.name()).isEqualTo("exec-python3-model-py-x-3");
    }

    private static void forecastFirst(String answer) {
        Forecasters.forecast(
                new ExternalMethod("echo '" + answer + "'", LONG), List.of(PANEL.getFirst()), new Horizon(2), 1);
    }

    private static List<Forecast> forecast(String command) {
        return Forecasters.forecast(new ExternalMethod(command, LONG), PANEL, new Horizon(2), 1);
    }
}
