package io.millrace.benchmarks.ledger;

import io.millrace.topology.stock.StockSettings;
import io.millrace.topology.stock.StockTopology;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/// The ledger as it is, every rule on.
public final class MillraceLedger implements LedgerSubject {
    @Override
    public KafkaStreams create(Setup setup) {
        StockSettings settings =
                StockSettings.of(setup.topics().prefix(), setup.topics().lanePartitions(), _ -> true);
        return new KafkaStreams(StockTopology.build(settings, setup.registry()), new StreamsConfig(setup.streams()));
    }
}
