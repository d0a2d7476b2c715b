package io.millrace.benchmarks.intake;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.Channel;
import io.millrace.events.EventHeader;
import io.millrace.events.Origin;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.SaleLine;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sales of five lines of one tenant's shops, made once and sent again and again: intake does not mind repeats.
final class Baskets {
    static final int LINES = 5;

    private static final int SHOPS = 200;
    private static final int DIFFERENT = 20_000;
    private static final int ITEMS = 5_000;
    private static final long SEED = 20_261_121;
    private static final Instant OPENED = Instant.parse("2026-11-20T08:00:00Z");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int[] partitionOf = new int[DIFFERENT];
    private final byte[][] keys = new byte[DIFFERENT][];
    private final byte[][] values = new byte[DIFFERENT][];
    private int next;

    Baskets(String tenant, int partitions, SchemaRegistry registry) {
        AvroSerializer<TillEvent> serializer = new AvroSerializer<>(registry);
        for (int number = 0; number < DIFFERENT; number++) {
            LaneKey lane = LaneKey.of(tenant, "store-" + random.nextInt(SHOPS));
            partitionOf[number] = LanePartitioner.partition(lane, partitions);
            keys[number] = lane.text().getBytes(StandardCharsets.UTF_8);
            values[number] = serializer.serialize("pos.sales.v1." + tenant, sale(lane, number));
        }
    }

    ProducerRecord<byte[], byte[]> next(String topic) {
        int basket = next++ % DIFFERENT;
        return new ProducerRecord<>(topic, partitionOf[basket], keys[basket], values[basket]);
    }

    private TillEvent sale(LaneKey lane, int number) {
        List<SaleLine> lines = new ArrayList<>(LINES);
        for (int line = 1; line <= LINES; line++) {
            int item = random.nextInt(ITEMS);
            lines.add(SaleLine.builder()
                    .number(line)
                    .kind(LineKind.SALE)
                    .itemId("item-" + item)
                    .quantity(Quantity.of(1 + random.nextInt(3)))
                    .unitPrice(new Money(4_900L + 100L * item))
                    .lineTotal(new Money(4_900L + 100L * item))
                    .build());
        }
        return TillEvent.builder()
                .header(EventHeader.builder()
                        .eventId(new UUID(random.nextLong(), random.nextLong()))
                        .tenantId(lane.tenant().value())
                        .locationId(lane.location().value())
                        .occurredAt(OPENED.plusMillis(number))
                        .origin(Origin.builder()
                                .system("acme-pos")
                                .till("till-" + number % 4)
                                .sequence((long) number)
                                .build())
                        .build())
                .body(SaleCompleted.builder()
                        .receiptNumber("R-" + number)
                        .channel(Channel.STORE)
                        .currency("EUR")
                        .lines(lines)
                        .build())
                .build();
    }
}
