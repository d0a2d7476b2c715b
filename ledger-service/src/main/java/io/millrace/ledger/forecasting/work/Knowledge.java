package io.millrace.ledger.forecasting.work;

import io.millrace.ledger.forecasting.CatalogueFacts;
import io.millrace.ledger.forecasting.DemandView;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.forecasting.RunsView;

/// What a node knows that works on forecasts.
public record Knowledge(
        DemandView demand, ForecastView forecasts, RunsView runs, OverridesView overrides, CatalogueFacts catalogue) {}
