package io.millrace.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GeneratedRecordsProperties {
    @Provide
    Arbitrary<AvroType<?>> types() {
        return Arbitraries.of(
                Topics.shared().stream().<AvroType<?>>map(Topic::value).toList());
    }

    @Property(tries = 2000)
    void shouldReadAndWriteTheSameBytesAsAvro(@ForAll("types") AvroType<?> type, @ForAll long seed) {
        byte[] written = GenericAvro.encode(type.schema(), new RandomRecords(seed).value(type.schema()));

        assertThat(reencode(type, written)).isEqualTo(written);
    }

    private static <T extends AvroRoot> byte[] reencode(AvroType<T> type, byte[] written) {
        T value = type.decode(written);
        byte[] again = type.encode(value);
        assertThat(type.decode(again)).isEqualTo(value).hasSameHashCodeAs(value);
        return again;
    }

    @Property(tries = 500)
    void shouldRefuseARecordThatIsCutShort(@ForAll("types") AvroType<?> type, @ForAll long seed) {
        byte[] written = GenericAvro.encode(type.schema(), new RandomRecords(seed).value(type.schema()));
        byte[] cut = Arrays.copyOf(written, new Random(seed).nextInt(written.length));

        assertThatThrownBy(() -> type.decode(cut))
                .isInstanceOf(MalformedAvroException.class)
                .hasMessageStartingWith(type.type().getSimpleName() + ": ");
    }

    @Property(tries = 500)
    void shouldRefuseBytesAfterTheRecord(@ForAll("types") AvroType<?> type, @ForAll long seed) {
        byte[] written = GenericAvro.encode(type.schema(), new RandomRecords(seed).value(type.schema()));

        assertThatThrownBy(() -> type.decode(Arrays.copyOf(written, written.length + 1)))
                .isInstanceOf(MalformedAvroException.class)
                .hasMessageContaining("1 bytes are left over");
    }

    @Property(tries = 3000)
    void shouldNeverFailOtherwiseThanMalformed(@ForAll("types") AvroType<?> type, @ForAll long seed) {
        byte[] bytes = GenericAvro.encode(type.schema(), new RandomRecords(seed).value(type.schema()));
        Random random = new Random(seed);
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }

        try {
            assertThat(type.decode(bytes)).isNotNull();
        } catch (MalformedAvroException expected) {
            assertThat(expected).hasMessageStartingWith(type.type().getSimpleName() + ": ");
        }
    }
}
