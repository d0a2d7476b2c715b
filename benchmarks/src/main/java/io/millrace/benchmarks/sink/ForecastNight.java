package io.millrace.benchmarks.sink;

import io.millrace.benchmarks.kit.SureSender;
import io.millrace.events.demand.DemandScale;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastStep;
import io.millrace.events.demand.Quantile;
import io.millrace.events.demand.QuantileLoss;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What a night of forecasts tells: one of 28 days for each series, and how three methods did on the day that closed.
final class ForecastNight {
    static final List<String> METHODS = List.of("auto", "theta", "window-mean");

    private static final int DAYS = 28;
    private static final int SERIES_PER_LOCATION = 500;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final List<Double> LEVELS = List.of(0.5, 0.9, 0.95, 0.99);

    private final int partitions;
    private final AvroSerializer<Forecast> forecasts;
    private final AvroSerializer<ForecastAccuracy> scores;
    private final Random random = new Random(7);

    ForecastNight(int partitions, SchemaRegistry registry) {
        this.partitions = partitions;
        this.forecasts = new AvroSerializer<>(registry);
        this.scores = new AvroSerializer<>(registry);
    }

    /// Sends a night of so many series.
    void send(SureSender sender, int night, int series) {
        LocalDate upTo = FIRST.plusDays(night);
        for (int i = 0; i < series; i++) {
            String location = "store-" + i / SERIES_PER_LOCATION;
            String item = "item-" + i % SERIES_PER_LOCATION;
            int partition = (i / SERIES_PER_LOCATION) % partitions;
            byte[] key = (SaleJournal.TENANT + '|' + location + '|' + item).getBytes(StandardCharsets.UTF_8);
            String topic = Topics.FORECASTS.name();
            byte[] made = forecasts.serialize(topic, forecast(location, item, upTo));
            sender.send(new ProducerRecord<>(topic, partition, key, made));
            String accuracy = Topics.FORECAST_ACCURACY.name();
            for (String method : METHODS) {
                byte[] score = scores.serialize(accuracy, score(location, item, upTo, method));
                sender.send(new ProducerRecord<>(accuracy, partition, key, score));
            }
        }
    }

    private Forecast forecast(String location, String item, LocalDate upTo) {
        List<ForecastStep> steps = new ArrayList<>();
        for (int day = 1; day <= DAYS; day++) {
            double mean = 10 * random.nextDouble();
            List<Quantile> quantiles = new ArrayList<>();
            for (int i = 0; i < QuantileCurve.gridSize(); i++) {
                quantiles.add(new Quantile(QuantileCurve.gridLevel(i), mean * 2 * QuantileCurve.gridLevel(i)));
            }
            steps.add(new ForecastStep(upTo.plusDays(day), mean, quantiles));
        }
        return Forecast.builder()
                .tenantId(SaleJournal.TENANT)
                .locationId(location)
                .itemId(item)
                .madeAt(at(upTo))
                .dataUpTo(upTo)
                .runId("night-" + upTo)
                .method(METHODS.getFirst())
                .methodVersion("3")
                .version(1L)
                .dataVersion(1L)
                .steps(steps)
                .build();
    }

    private static Instant at(LocalDate upTo) {
        return upTo.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC);
    }

    private ForecastAccuracy score(String location, String item, LocalDate date, String method) {
        return ForecastAccuracy.builder()
                .tenantId(SaleJournal.TENANT)
                .locationId(location)
                .itemId(item)
                .date(date)
                .method(method)
                .served(method.equals(METHODS.getFirst()))
                .runId("night-" + date.minusDays(1))
                .dataUpTo(date.minusDays(1))
                .daysAhead(1)
                .actual(random.nextInt(20))
                .mean(10 * random.nextDouble())
                .losses(LEVELS.stream()
                        .map(level -> new QuantileLoss(level, random.nextDouble()))
                        .toList())
                .scale(new DemandScale(5, 2))
                .demandVersion(1L)
                .at(at(date))
                .build();
    }
}
