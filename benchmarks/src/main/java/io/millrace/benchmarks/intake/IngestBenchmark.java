package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Benchmark;
import io.millrace.benchmarks.kit.Report;
import io.millrace.benchmarks.kit.Samples;
import io.millrace.domain.TenantId;
import io.millrace.ledger.LedgerServer;
import io.millrace.ledger.http.Tenancy;
import io.millrace.ledger.ingest.IngestEndpoints;
import io.millrace.ledger.ingest.IngestSettings;
import io.millrace.ledger.ingest.Ingestion;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.live.OutcomesHub;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RecordTraces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sales sent over HTTP until Kafka has them, beside plain producers: of the same bytes of JSON, and of the
/// records that come out of them, which are a fifth of that.
public final class IngestBenchmark implements Benchmark {
    private static final int CLIENTS = 16;
    private static final int RECORD_BYTES_MAX = 1_000_000;
    private static final int IN_FLIGHT_BYTES = 64 << 20;
    private static final int QUICK_SALES = 2_000;
    private static final int FULL_SALES = 100_000;
    private static final int QUICK_ROUNDS = 1;
    private static final int FULL_ROUNDS = 5;
    private static final int WARM_ROUNDS = 4;
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Samples httpLines = new Samples();
    private final Samples producerLines = new Samples();
    private final Samples recordLines = new Samples();

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String description() {
        return "sales over HTTP in batches of 100, beside a raw producer of the same bytes";
    }

    @Override
    public Report run(Effort effort) {
        int sales = effort == Effort.QUICK ? QUICK_SALES : FULL_SALES;
        int rounds = effort == Effort.QUICK ? QUICK_ROUNDS : FULL_ROUNDS;
        try (IntakeScene scene = IntakeScene.open(IntakePlan.of(effort))) {
            Map<String, Object> connection =
                    Map.of("bootstrap.servers", scene.cluster().bootstrapServers());
            TopicSettings topics = new TopicSettings("", scene.plan().partitions(), 1);
            List<ProducerRecord<byte[], byte[]>> records =
                    new ShopRecords(scene.plan().partitions(), scene.registry()).sales(Topics.SALES, sales, false);
            IngestSettings settings = new IngestSettings(connection, topics, RECORD_BYTES_MAX, IN_FLIGHT_BYTES);
            try (OutcomesHub outcomes = OutcomesHub.start(connection, "", scene.registry());
                    RecordWriter writer = RecordWriter.start(settings, RecordTraces.NONE);
                    LedgerServer server =
                            serve(new IngestEndpoints(new Ingestion(settings, writer, outcomes), scene.registry()));
                    SalePosts posts = new SalePosts(server.url(), CLIENTS, scene.registry(), records);
                    SaleProducer jsonProducer = new SaleProducer(connection, posts.records());
                    SaleProducer recordProducer = new SaleProducer(connection, records)) {
                for (int round = 0; round < WARM_ROUNDS + rounds; round++) {
                    double posted = rate(sales, posts::send);
                    double producedJson = rate(sales, jsonProducer::send);
                    double producedRecords = rate(sales, recordProducer::send);
                    if (round >= WARM_ROUNDS) {
                        httpLines.add(posted);
                        producerLines.add(producedJson);
                        recordLines.add(producedRecords);
                    }
                }
                return report(posts.bodyBytes(), sales);
            }
        }
    }

    private static LedgerServer serve(IngestEndpoints endpoints) {
        return LedgerServer.start(new LedgerServer.Options(
                "127.0.0.1",
                0,
                List.of(),
                Map.of(),
                Tenancy.byHeader(Optional.of(TenantId.of("acme"))),
                endpoints.endpoints()));
    }

    private static double rate(int sales, Runnable round) {
        long started = System.nanoTime();
        round.run();
        return sales * ShopRecords.LINES * NANOS_PER_SECOND / (System.nanoTime() - started);
    }

    private Report report(long bodyBytes, int sales) {
        return new Report(name())
                .line("Sales of " + ShopRecords.LINES + " lines in batches of " + SalePosts.BATCH + ", " + CLIENTS
                        + " clients in the same JVM, until every receipt says accepted; both sides with acks=all.")
                .figure("lines_per_s", httpLines, "lines/s")
                .figure("producer_lines_per_s", producerLines, "lines/s")
                .figure("ratio_vs_producer", httpLines.over(producerLines), "times")
                .figure("record_producer_lines_per_s", recordLines, "lines/s")
                .figure("ratio_vs_record_producer", httpLines.over(recordLines), "times")
                .figure("json_bytes_per_sale", (double) bodyBytes / sales, "bytes");
    }
}
