package io.millrace.topology.intake;

import static io.millrace.topology.intake.Written.BYTES_MAX;
import static io.millrace.topology.intake.Written.SHOP;
import static io.millrace.topology.intake.Written.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.events.stock.Rejected;
import io.millrace.schemas.avro.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Whatever is written, it comes out exactly once, whole: in the shared topic or among the refused.
class CarrierProperties {
    private static final List<String> REASONS =
            Stream.of(IntakeReason.values()).map(IntakeReason::name).toList();

    private final Written written = new Written();

    @Property(tries = 2_000)
    void shouldEndInExactlyOneOfBothTopicsWhateverIsWritten(
            @ForAll("keys") Optional<byte[]> key, @ForAll("values") Optional<byte[]> value) {
        ConsumerRecord<byte[], byte[]> record = Written.record(key.orElse(null), value.orElse(null));

        ProducerRecord<byte[], byte[]> carried = written.carry(record);

        if (carried.topic().equals(Written.SALES)) {
            assertThat(carried.key()).isSameAs(record.key()).isIn(bytes(SHOP.text()), bytes("acme|store-2"));
            assertThat(carried.value()).isSameAs(record.value());
        } else {
            Rejected rejected = written.rejected(carried);
            assertThat(REASONS).contains(rejected.reason());
            assertThat(rejected.originalKey()).isEqualTo(key.map(Bytes::of).orElse(null));
            assertThat(rejected.originalValue()).isEqualTo(value.map(this::kept).orElse(null));
        }
    }

    private Bytes kept(byte[] value) {
        return Bytes.of(value.length <= BYTES_MAX ? value : Arrays.copyOf(value, BYTES_MAX));
    }

    @Provide
    Arbitrary<Optional<byte[]>> keys() {
        return Arbitraries.oneOf(
                        Arbitraries.of(SHOP.text(), "acme|store-2", "globex|store-1", "acme", "")
                                .map(Written::bytes),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(150))
                .optional(0.95);
    }

    @Provide
    Arbitrary<Optional<byte[]>> values() {
        Arbitrary<byte[]> events = Arbitraries.of(SHOP, LaneKey.of("acme", "store-2"), LaneKey.of("globex", "store-1"))
                .map(lane -> written.value(Written.sale(lane)));
        Arbitrary<byte[]> broken =
                events.flatMap(event -> Arbitraries.longs().map(seed -> broken(event, new Random(seed))));
        Arbitrary<byte[]> framed = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(200)
                .map(bytes -> {
                    byte[] value = Arrays.copyOf(bytes, Math.max(6, bytes.length));
                    Arrays.fill(value, 0, 4, (byte) 0);
                    value[4] = 1;
                    return value;
                });
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(BYTES_MAX - 200);
        return Arbitraries.oneOf(events, broken, framed, noise).optional(0.95);
    }

    private static byte[] broken(byte[] event, Random random) {
        byte[] value = Arrays.copyOf(event, event.length - random.nextInt(3));
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
            value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return value;
    }
}
