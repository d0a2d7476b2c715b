package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.LocalMethod;
import io.millrace.forecasting.backtest.Backtest;
import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.backtest.Origin;
import io.millrace.forecasting.methods.Methods;
import io.millrace.forecasting.metrics.PanelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The best that simple methods reach over the same origins.
final class SimplePeers {
    private static final List<LocalMethod> PEERS = List.of(
            Methods.simpleSmoothing(),
            Methods.theta(),
            Methods.syntetosBoylan(),
            Methods.teunter(),
            Methods.adida(),
            Methods.imapa(),
            Methods.empirical(),
            Methods.seasonalNaive());

    private SimplePeers() {}

    /// The pooled scores of the one whose mean is best.
    static PanelScore best(List<Origin> origins, List<DemandSeries> panel, long seed) {
        @Nullable PanelScore best = null;
        for (LocalMethod peer : PEERS) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Origin origin : origins) {
                outcomes.add(Backtest.at(origin, peer, panel, seed));
            }
            PanelScore score = Backtest.pooled(outcomes);
            if (best == null || score.pooledRmsse() < best.pooledRmsse()) {
                best = score;
            }
        }
        return Objects.requireNonNull(best);
    }
}
