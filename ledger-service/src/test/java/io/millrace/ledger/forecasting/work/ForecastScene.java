package io.millrace.ledger.forecasting.work;

import io.millrace.domain.DayKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.RecordKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.DemandDay;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.forecasting.AccuracyView;
import io.millrace.ledger.forecasting.CatalogueFacts;
import io.millrace.ledger.forecasting.DemandView;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.KnownPanel;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.forecasting.RunsView;
import io.millrace.ledger.forecasting.ServedView;
import io.millrace.ledger.forecasting.api.ForecastingEndpoints;
import io.millrace.ledger.forecasting.work.JobRun.Stage;
import io.millrace.ledger.http.CheckedClient;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topic.Spread;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.testkit.Await;
import io.millrace.testkit.TestKafka;
import io.millrace.topology.RecordTraces;
import io.millrace.topology.RunningStreams;
import io.millrace.topology.StreamsSettings;
import io.millrace.topology.accuracy.AccuracyApplication;
import io.millrace.topology.forecast.RunsApplication;
import io.millrace.topology.forecast.RunsSettings;
import io.millrace.topology.forecast.rules.RunRules;
import io.millrace.topology.forecast.rules.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Forecasting as a service over a real broker, for the tenant `acme`: demand days go in as demand would write them.
final class ForecastScene implements AutoCloseable {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private static final TenantId TENANT = TenantId.of("acme");
    static final Duration LOCK = Duration.ofSeconds(2);

    private final Deque<Runnable> open = new ArrayDeque<>();
    private final TestKafka kafka;
    private final SchemaRegistry registry = WorkerProcess.registry();
    private final TopicSettings topics;
    private final Map<String, Object> connection;
    private final Knowledge views;
    private final CheckedClient client;

    ForecastScene(TestKafka kafka, String name, Path folder, int seriesPerJob) {
        this.kafka = kafka;
        this.connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        this.topics = new TopicSettings(kafka.named(name), 3, 1);
        new TopicAdmin(kafka.admin(), topics, Duration.ofSeconds(30)).ensure(Topics.shared());
        DemandView demand = closed(DemandView.start(connection, topics.prefix(), registry), DemandView::close);
        ForecastView forecasts = closed(ForecastView.start(connection, topics.prefix(), registry), ForecastView::close);
        RunsView runs = closed(RunsView.start(connection, topics.prefix(), registry), RunsView::close);
        OverridesView overrides =
                closed(OverridesView.start(connection, topics.prefix(), registry), OverridesView::close);
        AccuracyView accuracy = closed(AccuracyView.start(connection, topics.prefix(), registry), AccuracyView::close);
        ServedView served = closed(ServedView.start(connection, topics.prefix(), registry), ServedView::close);

        KnownPanel panel = new KnownPanel(demand, forecasts, Duration.ofSeconds(2));
        CatalogueFacts catalogue =
                closed(CatalogueFacts.start(connection, topics.prefix(), registry), CatalogueFacts::close);
        views = new Knowledge(demand, forecasts, runs, overrides, catalogue);
        RunningStreams running = closed(
                RunsApplication.start(
                        new StreamsSettings(connection, folder, "test", 1, 0, Duration.ofMillis(50)),
                        settings(seriesPerJob),
                        registry,
                        panel,
                        accuracy),
                RunningStreams::close);
        closed(
                AccuracyApplication.start(
                        new StreamsSettings(connection, folder, "test", 1, 0, Duration.ofMillis(50)),
                        topics.prefix(),
                        registry,
                        forecasts,
                        catalogue),
                RunningStreams::close);
        RecordWriter writer = closed(
                RecordWriter.start(new IngestSettings(connection, topics, 1_000_000, 16 << 20), RecordTraces.NONE),
                RecordWriter::close);
        LedgerServer server = closed(
                LedgerServer.start(new LedgerServer.Options(
                        "127.0.0.1",
                        0,
                        List.of(),
                        Map.of(),
                        Tenancy.byHeader(Optional.of(TENANT)),
                        new ForecastingEndpoints(
                                        topics,
                                        registry,
                                        writer,
                                        forecasts,
                                        runs,
                                        overrides,
                                        accuracy,
                                        served,
                                        panel,
                                        Clock.systemUTC())
                                .endpoints())),
                LedgerServer::close);
        client = closed(new CheckedClient(server.url()), CheckedClient::close);
        Await.until("runs are followed", running::isRunning);
        Await.until(
                "everything is read",
                () -> client.get("/v1/forecasts/runs").statusCode() == 200
                        && client.get("/v1/forecasts/overrides").statusCode() == 200);
    }

    private <C> C closed(C part, Consumer<C> close) {
        open.push(() -> close.accept(part));
        return part;
    }

    CheckedClient client() {
        return client;
    }

    ForecastWorker worker(String node, Stage beforeCommit) {
        return closed(
                ForecastWorker.start(
                        new WorkSettings(connection, topics, node, LOCK, 1), registry, views, beforeCommit),
                ForecastWorker::close);
    }

    /// Closed days of some items at one location.
    void sell(String location, int items, LocalDate from, LocalDate to) {
        Random random = new Random(from.toEpochDay());
        List<ProducerRecord<byte[], byte[]>> days = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
                days.add(record(
                        DayKey.of(TENANT.value(), location, "item-" + item, date),
                        day(location, "item-" + item, date, random.nextInt(2 + 3 * item % 11))));
            }
        }
        kafka.produce(new ByteArraySerializer(), new ByteArraySerializer(), days);
    }

    private static DemandDay day(String location, String item, LocalDate date, int units) {
        return DemandDay.builder()
                .tenantId(TENANT.value())
                .locationId(location)
                .itemId(item)
                .businessDate(date)
                .units(Quantity.parse(Integer.toString(units)))
                .returns(Quantity.parse("0"))
                .revenue(Money.parse("0"))
                .transactions(units)
                .complete(true)
                .sealed(false)
                .version(1L)
                .build();
    }

    private ProducerRecord<byte[], byte[]> record(DayKey key, DemandDay day) {
        String topic = topics.prefix() + Topics.DEMAND_DAYS.name();
        return new ProducerRecord<>(
                topic,
                LanePartitioner.partition(key, topics.lanePartitions()),
                key.text().getBytes(StandardCharsets.UTF_8),
                Topics.DEMAND_DAYS.valueSerde(registry).serializer().serialize(topic, day));
    }

    private RunsSettings settings(int seriesPerJob) {
        return new RunsSettings(
                topics.prefix(),
                topics.partitions(Spread.CATALOG),
                new RunRules(seriesPerJob, 3, Duration.ofMinutes(5)),
                new Schedule.WhenClosed(),
                "auto-fast",
                List.of("window-mean"),
                14,
                Duration.ofDays(30));
    }

    /// A worker in a process of its own, which sends the forecasts of a job and hangs.
    Process process(Path sent) throws IOException {
        Process process = WorkerProcess.start(kafka.bootstrapServers(), topics.prefix(), sent);
        open.push(process::destroyForcibly);
        return process;
    }

    /// All that was ever committed to a topic and not compacted away.
    <K extends RecordKey, V extends AvroRoot> List<V> all(Topic<K, V> topic) {
        return kafka
                .readAll(
                        topics.prefix() + topic.name(),
                        topic.key().serde().deserializer(),
                        topic.valueSerde(registry).deserializer())
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    @Override
    public void close() {
        open.forEach(Runnable::run);
    }
}
