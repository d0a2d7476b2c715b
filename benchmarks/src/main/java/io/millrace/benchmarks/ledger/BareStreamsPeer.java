package io.millrace.benchmarks.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/// What Kafka Streams does by itself: `groupByKey().aggregate()` of the same lines as single records into RocksDB, with
/// an output record per line. No identity, no baskets, no rules, no history of what was posted.
///
/// Its cache must be off: with it, an item that sells several times between two commits has one output record for all
/// of them, and the others are lost to whoever reads along.
final class BareStreamsPeer implements LedgerPeer {
    private static final int THOUSANDTHS = 1_000;

    private final String application;
    private final String input;
    private final String output;
    private final Workload workload;
    private final Names names;
    private final Cluster cluster;
    private final Feed feed;
    private final StreamsRun streams;
    private long filledLines;

    /// @param name tells apart the applications of one run
    BareStreamsPeer(String name, Shape shape, StreamsSettings settings, Scene scene) {
        this.application = name + "-streams";
        this.input = name + ".lines";
        this.output = name + ".positions";
        this.workload = scene.workload(shape);
        this.names = new Names(shape, shape.firstTill());
        this.cluster = scene.cluster();
        cluster.createTopic(input, scene.plan().partitions());
        cluster.createTopic(output, scene.plan().partitions());
        this.feed = new Feed(cluster.bootstrapServers(), settings.compression());
        this.streams = StreamsRun.start(
                create(settings.properties(cluster.bootstrapServers(), application, scene.stateFolder(application))));
    }

    private KafkaStreams create(Properties properties) {
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        builder.stream(input, Consumed.with(Serdes.String(), BareLine.serde()).withName("read-lines"))
                .groupByKey(Grouped.as("by-item"))
                .aggregate(
                        () -> BarePosition.NONE,
                        (item, line, position) -> position.plus(line),
                        Named.as("add-lines"),
                        Materialized.<String, BarePosition, KeyValueStore<Bytes, byte[]>>as("bare-positions")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(BarePosition.serde())
                                .withCachingDisabled())
                .toStream(Named.as("positions-as-stream"))
                .to(output, Produced.with(Serdes.String(), BarePosition.serde()).withName("write-positions"));
        return new KafkaStreams(builder.build(properties), properties);
    }

    @Override
    public void preload() {
        streams.pause();
        workload.openings().forEach(this::send);
        feed.flush();
        run();
    }

    @Override
    public void fill(int events) {
        streams.pause();
        for (int i = 0; i < events; i++) {
            send(workload.next());
        }
        feed.flush();
    }

    private void send(StockEvent event) {
        Lines lines = event.lines();
        boolean counted = event instanceof StockEvent.Count;
        for (int line = 0; line < lines.size(); line++) {
            int units = counted ? lines.units(line) : -lines.units(line);
            String key = names.lane(event.location()).text() + '|' + names.item(lines.item(line));
            BareLine value = new BareLine(counted, (long) units * THOUSANDTHS, event.occurredAtMicros());
            feed.send(new ProducerRecord<>(input, key.getBytes(StandardCharsets.UTF_8), value.toBytes()));
        }
        filledLines += lines.size();
    }

    @Override
    public double run() {
        var ends = cluster.ends(List.of(input));
        long started = System.nanoTime();
        streams.resume();
        cluster.awaitCommitted(application, ends, streams::requireHealthy);
        double seconds = Rates.secondsSince(started);
        double rate = filledLines / seconds;
        filledLines = 0;
        return rate;
    }

    @Override
    public void close() {
        feed.close();
        streams.close();
    }
}
