package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.backtest.Backtest.Outcome;
import io.millrace.forecasting.metrics.PanelScore;
import io.millrace.forecasting.metrics.SeriesScore;
import java.util.ArrayList;
import java.util.List;

/// How the default method did on one set: at each origin, the last being the one peers are compared at.
final class SetResult {
    private final OpenSet set;
    private final List<PanelScore> origins = new ArrayList<>();
    private final List<SeriesScore> scores = new ArrayList<>();
    private double secondsPerThousand;

    SetResult(OpenSet set) {
        this.set = set;
    }

    /// Adds the outcome of one origin; origins come in their order.
    void add(Outcome outcome, double seconds) {
        List<SeriesScore> added = outcome.scores();
        scores.addAll(added);
        origins.add(PanelScore.of(added));
        secondsPerThousand = seconds * 1_000 / added.size();
    }

    OpenSet set() {
        return set;
    }

    PanelScore last() {
        return origins.getLast();
    }

    PanelScore pooled() {
        return PanelScore.of(scores);
    }

    double secondsPerThousand() {
        return secondsPerThousand;
    }

    OpenSet.Cells cells() {
        PanelScore score = last();
        return new OpenSet.Cells(
                score.pooledRmsse(),
                score.scaledPinball(0.5),
                score.scaledPinball(0.9),
                score.scaledPinball(0.95),
                score.scaledPinball(0.99));
    }

    /// Ours over the best peer's, cell by cell.
    List<Double> ratios() {
        List<Double> ours = cells().all();
        List<Double> peers = set.bestPeer().all();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / peers.get(i));
        }
        return ratios;
    }
}
