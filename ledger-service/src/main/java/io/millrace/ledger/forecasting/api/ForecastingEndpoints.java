package io.millrace.ledger.forecasting.api;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.SourceKey;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.ledger.forecasting.Absence;
import io.millrace.ledger.forecasting.AccuracyView;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.forecasting.RunsView;
import io.millrace.ledger.forecasting.ServedView;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicRecords;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Our forecasts over HTTP.
public final class ForecastingEndpoints {
    static final Tag TAG = new Tag(
            "Forecasts",
            "What demand may be, as distributions of days and of sums; what planners say of it; and the runs that make"
                    + " it.");

    private final List<Endpoint> endpoints;

    /// @param writer writes wishes and overrides; stays the caller's to close, as do the views
    /// @param served whose forecasts are served
    /// @param absence why nothing is forecast of a series, as far as this node knows
    public ForecastingEndpoints(
            TopicSettings topics,
            SchemaRegistry registry,
            RecordWriter writer,
            ForecastView forecasts,
            RunsView runs,
            OverridesView overrides,
            AccuracyView accuracy,
            ServedView served,
            Absence absence,
            Clock clock) {
        TopicRecords<SourceKey, DemandOverride> changes =
                new TopicRecords<>(Topics.FORECAST_OVERRIDES, topics, registry);
        TopicRecords<CatalogKey, ForecastCommand> commands =
                new TopicRecords<>(Topics.FORECAST_COMMANDS, topics, registry);
        endpoints = Stream.of(
                        new SeriesEndpoints(forecasts, overrides, absence).endpoints(),
                        new OverrideEndpoints(changes, writer, overrides, clock).endpoints(),
                        new AccuracyEndpoints(accuracy, clock).endpoints(),
                        new MethodEndpoints(commands, writer, served, clock).endpoints(),
                        new RunEndpoints(commands, writer, runs, clock).endpoints())
                .flatMap(List::stream)
                .toList();
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
