import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Outcome;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.TopicDeserializer;
import io.millrace.schemas.topics.TopicSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sells three packs of coffee in the demo's shop, and waits for what the stock ledger makes of it.
///
/// Run it beside `./millrace demo`, from the root of the repository:
///
/// `java -cp 'deploy/embedded/target/dist/lib/*' docs/guides/SendSale.java 127.0.0.1:9092 http://127.0.0.1:8081 1`
public final class SendSale {
    private static final String KEY = "demo|store-1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SendSale() {}

    /// Takes Kafka's address, the registry's, and the till's running number. The same number again is a repeat.
    public static void main(String[] arguments) throws Exception {
        String kafka = arguments[0];
        String registry = arguments[1];
        TillEvent sale = sale(Long.parseLong(arguments[2]));
        try (KafkaConsumer<String, AvroRoot> outcomes = outcomes(kafka, registry)) {
            System.out.println("Sent to " + send(kafka, registry, sale));
            System.out.println("The ledger says: " + await(outcomes, sale));
        }
    }

    private static RecordMetadata send(String kafka, String registry, TillEvent sale) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "schema.registry.url",
                registry,
                "acks",
                "all",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                TopicSerializer.class);
        try (KafkaProducer<String, AvroRoot> producer = new KafkaProducer<>(settings)) {
            return producer.send(new ProducerRecord<>("pos.sales.v1.demo", KEY, sale))
                    .get();
        }
    }

    private static TillEvent sale(long sequence) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        // The same moment for the same number: a repeat is the same event, byte for byte.
        Instant soldAt = today.atStartOfDay(ZoneId.systemDefault()).toInstant().plus(sequence, ChronoUnit.MILLIS);
        return TillEvent.builder()
                .header(EventHeader.builder()
                        .eventId(UUID.nameUUIDFromBytes(("till-7|" + today + "|" + sequence).getBytes()))
                        .tenantId("demo")
                        .locationId("store-1")
                        .occurredAt(soldAt)
                        .businessDate(today)
                        .origin(Origin.builder()
                                .system("my-pos")
                                .till("till-7")
                                .sequence(sequence)
                                .build())
                        .build())
                .body(SaleCompleted.builder()
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(List.of(SaleLine.builder()
                                .number(1)
                                .kind(LineKind.SALE)
                                .itemId("coffee")
                                .quantity(Quantity.parse("3"))
                                .unitPrice(Money.parse("5.99"))
                                .lineTotal(Money.parse("17.97"))
                                .build()))
                        .build())
                .build();
    }

    /// Reads outcomes, from those that come from now on.
    private static KafkaConsumer<String, AvroRoot> outcomes(String kafka, String registry) {
        KafkaConsumer<String, AvroRoot> consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers",
                kafka,
                "schema.registry.url",
                registry,
                "isolation.level",
                "read_committed",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                TopicDeserializer.class));
        List<TopicPartition> partitions = consumer.partitionsFor("stock.outcomes.v1").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static Outcome await(KafkaConsumer<String, AvroRoot> outcomes, TillEvent sale) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (var read : outcomes.poll(Duration.ofMillis(300))) {
                if (read.value() instanceof Outcome outcome
                        && outcome.eventId().equals(sale.header().eventId())) {
                    return outcome;
                }
            }
        }
        throw new IllegalStateException("no outcome within " + PATIENCE.toSeconds()
                + " s; http://127.0.0.1:8080/observe/health says how the ledger is");
    }
}
