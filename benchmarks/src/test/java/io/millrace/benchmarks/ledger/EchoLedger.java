package io.millrace.benchmarks.ledger;

import io.millrace.domain.LaneKey;
import io.millrace.events.EventHeader;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.EventKind;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.SourcePosition;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/// Writes a journal record for every event and keeps nothing: something to try the bench on.
final class EchoLedger implements LedgerSubject {
    @Override
    public KafkaStreams create(Setup setup) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(setup.streams())));
        var sales = read(builder, setup, Topics.SALES, TillEvent::header);
        var commands = read(builder, setup, Topics.STOCK_COMMANDS, StockCommand::header);
        Topic<LaneKey, JournalEntry> journal =
                Topics.JOURNAL.prefixed(setup.topics().prefix());
        sales.merge(commands, Named.as("all"))
                .mapValues(EchoLedger::entry, Named.as("echo"))
                .to(
                        journal.name(),
                        Produced.with(journal.key().serde(), journal.valueSerde(setup.registry()))
                                .withName("write-journal"));
        return new KafkaStreams(builder.build(setup.streams()), setup.streams());
    }

    private static <V extends AvroRoot> KStream<LaneKey, EventHeader> read(
            StreamsBuilder builder, Setup setup, Topic<LaneKey, V> shared, Function<V, EventHeader> header) {
        Topic<LaneKey, V> topic = shared.prefixed(setup.topics().prefix());
        return builder.stream(
                        topic.name(),
                        Consumed.with(topic.key().serde(), topic.valueSerde(setup.registry()))
                                .withName("read-" + shared.name()))
                .mapValues(header::apply, Named.as("header-of-" + shared.name()));
    }

    private static JournalEntry entry(EventHeader header) {
        return JournalEntry.builder()
                .header(header)
                .kind(EventKind.SALE_COMPLETED)
                .recordedAt(Instant.EPOCH)
                .source(SourcePosition.builder()
                        .topic("any")
                        .partition(0)
                        .offset(0)
                        .build())
                .lines(List.of())
                .build();
    }
}
