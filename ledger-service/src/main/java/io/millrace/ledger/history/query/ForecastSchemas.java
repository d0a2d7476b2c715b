package io.millrace.ledger.history.query;

import io.millrace.ledger.http.JsonSchema;

/// What answers about past forecasts look like.
final class ForecastSchemas {
    private static final JsonSchema LEVEL = JsonSchema.object()
            .with("level", JsonSchema.number(), "The quantile's level")
            .with("scaledPinball", JsonSchema.number(), "The mean of its losses, each ÷ the item's scale")
            .optional(
                    "coverage",
                    JsonSchema.number(),
                    "On what part of the days no more came than it said; at least the level, if it is right. Only of"
                            + " served forecasts that history has")
            .optional("coverageScores", JsonSchema.wholeNumber(), "Of how many scores that is known")
            .named("ForecastAccuracyOfLevel");
    private static final JsonSchema GROUP = JsonSchema.object()
            .optional("location", JsonSchema.text(), "The location, by location")
            .optional("item", JsonSchema.text(), "The item, by item")
            .optional("method", JsonSchema.text(), "The method or source, by method")
            .optional("class", JsonSchema.text(), "smooth, erratic, intermittent or lumpy, by class")
            .optional("horizon", JsonSchema.wholeNumber(), "How many days ahead, by horizon")
            .optional("week", JsonSchema.date(), "The Monday of the week, by week")
            .with("served", JsonSchema.truth(), "Whether all of these forecasts were served")
            .with("scores", JsonSchema.wholeNumber(), "How many forecasts of a day were scored")
            .with("from", JsonSchema.date(), "The first of the days")
            .with("to", JsonSchema.date(), "The last of them")
            .with("actual", JsonSchema.number(), "What came, added up")
            .with("expected", JsonSchema.number(), "What was expected, added up")
            .with("bias", JsonSchema.number(), "(expected − actual) ÷ actual; 0 where nothing came")
            .with("absoluteError", JsonSchema.number(), "Σ|expected − came| ÷ Σ came; 0 where nothing came")
            .with("scaledPinball", JsonSchema.number(), "The mean loss of the quantiles ÷ scale")
            .with("rmsse", JsonSchema.number(), "The root of the mean squared error ÷ scale")
            .with("levels", JsonSchema.arrayOf(LEVEL), "Each quantile by itself")
            .named("ForecastAccuracyGroup");
    static final JsonSchema ACCURACY = JsonSchema.object()
            .with("groups", JsonSchema.arrayOf(GROUP), "In the order asked for")
            .optional("next", JsonSchema.text(), "The cursor of the next page; absent on the last")
            .with("freshness", HistorySchemas.FRESHNESS, "How far history is")
            .named("ForecastAccuracyGroups");
    private static final JsonSchema DAY = JsonSchema.object()
            .with("date", JsonSchema.date(), "The day")
            .with("mean", JsonSchema.number(), "What was expected, without overrides")
            .with(
                    "quantiles",
                    JsonSchema.arrayOf(JsonSchema.object()
                            .with("level", JsonSchema.number(), "The probability")
                            .with("value", JsonSchema.number(), "What demand was to stay at or below with it")
                            .named("PastQuantile")),
                    "The distribution, at the levels that are kept")
            .named("PastForecastOfDay");
    private static final JsonSchema FORECAST = JsonSchema.object()
            .with("dataUpTo", JsonSchema.date(), "The last day whose demand it had seen")
            .with("madeAt", JsonSchema.time(), "When it was made")
            .with("method", JsonSchema.text(), "The method that made it")
            .with("methodVersion", JsonSchema.text(), "The version of the method")
            .with("version", JsonSchema.wholeNumber(), "Counts the forecasts of the series")
            .optional("runId", JsonSchema.text(), "The run it was made in")
            .optional("dataVersion", JsonSchema.wholeNumber(), "How much of the demand it had seen")
            .with("days", JsonSchema.arrayOf(DAY), "The days, in order; only the one that was asked for, if one was")
            .named("PastForecast");
    static final JsonSchema PAST = JsonSchema.object()
            .with("forecasts", JsonSchema.arrayOf(FORECAST), "The newest first")
            .optional("came", JsonSchema.number(), "What came on the day asked for, once it has closed")
            .optional("next", JsonSchema.text(), "The cursor of the next page; absent on the last")
            .with("freshness", HistorySchemas.FRESHNESS, "How far history is")
            .named("PastForecasts");

    private ForecastSchemas() {}
}
