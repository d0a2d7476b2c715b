package io.millrace.forecasting.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.methods.Methods;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Horizon TWO = new Horizon(2);

    @Test
    void shouldKnowOnlyThePastWhenForecastingFromAnOrigin() {
        var series = Examples.daily(5, 6, 7, 8, 9, 10);

        var outcome = Backtest.at(new Origin(4, TWO), Methods.naive(), List.of(series), 1);

        assertThat(outcome.histories().getFirst().units()).containsExactly(5, 6);
        assertThat(outcome.actuals().getFirst()).containsExactly(7, 8);
        assertThat(outcome.forecasts().getFirst().mean(1)).isEqualTo(6);
        // The naive forecast misses by 1 and 2, and the history moved by 1.
        assertThat(outcome.score().pooledRmsse()).isEqualTo(Math.sqrt(2.5));
    }

    @Test
    void shouldRollByWholeHorizonsWhenOriginsAreAsked() {
        assertThat(Origin.rolling(3, TWO)).extracting(Origin::withheld).containsExactly(6, 4, 2);
    }

    @Test
    void shouldLeaveOutSeriesThatHadNotBegunWhenTheOriginIsEarly() {
        var outcome = Backtest.at(new Origin(4, TWO), Methods.naive(), List.of(Examples.daily(1, 2, 3)), 1);

        assertThat(outcome.forecasts()).isEmpty();
    }

    @Test
    void shouldRefuseAnOriginWhenItsHorizonIsNotOver() {
        assertThatThrownBy(() -> new Origin(1, TWO)).hasMessageContaining("2 steps");
    }
}
