package io.millrace.benchmarks.ledger;

import io.millrace.benchmarks.kit.Latencies;
import io.millrace.benchmarks.ledger.LedgerSubject.Setup;
import io.millrace.schemas.topics.TopicAdmin;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The ledger under measurement, with topics and catalogue of its own.
final class SubjectPeer implements LedgerPeer {
    private static final Duration LONGEST_TOPIC_CREATION = Duration.ofMinutes(1);
    private static final double MILLION = 1e6;

    private final LedgerSubject subject;
    private final Workload workload;
    private final EventRecords records;
    private final Workload laneWorkload;
    private final EventRecords laneRecords;
    private final Cluster cluster;
    private final String application;
    private final Path stateFolder;
    private final Setup setup;
    private final Feed feed;
    private StreamsRun streams;
    private long filledLines;

    /// @param name tells apart the applications of one run, and is the prefix of its topics
    SubjectPeer(LedgerSubject subject, String name, Shape shape, Scene scene) {
        this.subject = subject;
        this.workload = scene.workload(shape);
        this.cluster = scene.cluster();
        this.application = name + "-ledger";
        this.stateFolder = scene.stateFolder(application);
        TopicSettings topics = new TopicSettings(name + ".", scene.plan().partitions(), 1);
        Names names = new Names(shape, shape.firstTill());
        this.records = new EventRecords(names, workload.businessDate(), scene.registry(), topics);
        Shape lane = shape.oneLane();
        this.laneWorkload = scene.workload(lane);
        this.laneRecords = new EventRecords(
                new Names(lane, lane.firstTill()), laneWorkload.businessDate(), scene.registry(), topics);
        Properties properties = scene.settings().properties(cluster.bootstrapServers(), application, stateFolder);
        this.setup = new Setup(scene.registry(), topics, properties);
        this.feed = new Feed(cluster.bootstrapServers(), scene.settings().compression());
        new TopicAdmin(cluster.admin(), topics, LONGEST_TOPIC_CREATION).ensure(Topics.shared());
        writeCatalogue(shape, names);
        this.streams = StreamsRun.start(subject.create(setup));
    }

    private void writeCatalogue(Shape shape, Names names) {
        int partitions = cluster.partitions(topic(Topics.ITEMS.name()));
        new CatalogueRecords(shape, names, workload.businessDate(), setup.registry(), setup.topics(), partitions)
                .all()
                .forEach(feed::send);
        feed.flush();
    }

    private String topic(String name) {
        return setup.topics().prefix() + name;
    }

    private List<String> inputs() {
        return List.of(topic(Topics.SALES.name()), topic(Topics.STOCK_COMMANDS.name()));
    }

    @Override
    public void preload() {
        streams.pause();
        workload.openings().forEach(opening -> send(opening, records));
        feed.flush();
        run();
    }

    @Override
    public void fill(int events) {
        fill(events, workload, records);
    }

    /// Fills in events of one shop alone.
    void fillOneLane(int events) {
        fill(events, laneWorkload, laneRecords);
    }

    private void fill(int events, Workload source, EventRecords encoded) {
        streams.pause();
        for (int i = 0; i < events; i++) {
            send(source.next(), encoded);
        }
        feed.flush();
    }

    private void send(StockEvent event, EventRecords encoded) {
        feed.send(encoded.record(event));
        filledLines += event.lines().size();
    }

    @Override
    public double run() {
        var ends = cluster.ends(inputs());
        long started = System.nanoTime();
        streams.resume();
        cluster.awaitCommitted(application, ends, streams::requireHealthy);
        double rate = filledLines / Rates.secondsSince(started);
        filledLines = 0;
        return rate;
    }

    /// Sends events at a steady rate and watches them come out as committed journal records.
    Latencies latencies(double eventsPerSecond, Plan plan) {
        List<StockEvent> events = workload.next((int) (eventsPerSecond * plan.latencySeconds()));
        List<ProducerRecord<byte[], byte[]>> encoded = new ArrayList<>(events.size());
        events.forEach(event -> encoded.add(records.record(event)));
        Timetable timetable = new Timetable(events, eventsPerSecond, plan.latencyWarmUpSeconds());
        var journal = Topics.JOURNAL.prefixed(setup.topics().prefix());
        try (JournalWatch watch = JournalWatch.start(cluster, journal, setup.registry(), timetable)) {
            timetable.send(encoded, feed);
            cluster.awaitCommitted(application, cluster.ends(inputs()), streams::requireHealthy);
            return watch.seenUpTo(cluster.ends(List.of(journal.name())));
        }
    }

    /// Throws all local state away, and starts again.
    ///
    /// @return seconds until everything is back, per million positions
    double restore() {
        streams.closeAndForget();
        long started = System.nanoTime();
        streams = StreamsRun.start(subject.create(setup));
        return Rates.secondsSince(started) * MILLION / workload.shape().positions();
    }

    /// What a million positions take on disk: the local state and the changelogs it is restored from.
    double diskMegabytesPerMillion() {
        long changelogs = cluster.bytesOf(topic -> topic.startsWith(application + "-") && topic.endsWith("-changelog"));
        double megabytes = (changelogs + Footprint.bytesBelow(stateFolder)) / Footprint.MEGABYTE;
        return megabytes * MILLION / workload.shape().positions();
    }

    @Override
    public void close() {
        feed.close();
        streams.close();
    }
}
