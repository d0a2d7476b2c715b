package io.millrace.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Alert;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.wire.Decoded.Reason;
import io.millrace.schemas.wire.Decoded.Unreadable;
import io.millrace.schemas.wire.Decoded.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
    private static final String TOPIC = "pos.sales.v1";

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerializer<TillEvent> serializer = new AvroSerializer<>(registry);
    private final RecordDecoder<TillEvent> decoder = new RecordDecoder<>(TillEvent.TYPE, registry);

    @Test
    void shouldReadBackWhatWasWritten() {
        byte[] framed = serializer.serialize(TOPIC, Sales.ofMilk());

        assertThat(framed).startsWith(0, 0, 0, 0, 1);
        assertThat(decoder.decode(framed)).isEqualTo(new Value<>(Sales.ofMilk(), 1));
        assertThat(registry.latest("pos.sales.v1-value")).isPresent();
    }

    @Test
    void shouldSayEmptyWhenThereIsNoValue() {
        assertUnreadable(null, Reason.EMPTY, "there is no value");
    }

    @Test
    void shouldSayNotFramedWhenTheHeaderIsMissing() {
        assertUnreadable(new byte[0], Reason.NOT_FRAMED, "0 bytes are too few");
        assertUnreadable("{\"json\":1}".getBytes(StandardCharsets.UTF_8), Reason.NOT_FRAMED, "the first byte is 123");
    }

    @Test
    void shouldSayUnknownSchemaWhenTheRegistryLacksTheId() {
        byte[] framed = serializer.serialize(TOPIC, Sales.ofMilk());
        framed[4] = 99;

        assertUnreadable(framed, Reason.UNKNOWN_SCHEMA, "no schema 99");
    }

    @Test
    void shouldSayWrongSchemaWhenTheIdIsOfAnotherRecord() {
        int alertId = registry.register("stock.alerts.v1-value", Alert.TYPE.schema());
        byte[] framed = serializer.serialize(TOPIC, Sales.ofMilk());
        framed[4] = (byte) alertId;

        assertUnreadable(framed, Reason.WRONG_SCHEMA, "cannot be read as io.millrace.events.pos.TillEvent");
    }

    @Test
    void shouldSayMalformedWhenTheRecordIsCutShort() {
        byte[] framed = serializer.serialize(TOPIC, Sales.ofMilk());

        assertUnreadable(Arrays.copyOf(framed, framed.length - 1), Reason.MALFORMED, "do not fit schema 1");
    }

    @Test
    void shouldThrowFromTheDeserializerWhenTheRecordIsBad() {
        AvroDeserializer<TillEvent> deserializer = new AvroDeserializer<>(TillEvent.TYPE, registry);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[3]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a record of pos.sales.v1 cannot be read (NOT_FRAMED)");
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldWriteWholeRecordsWhenManyThreadsShareOneSerializer() {
        byte[] expected = serializer.serialize(TOPIC, Sales.ofMilk());

        assertThat(IntStream.range(0, 20_000).parallel().mapToObj(i -> serializer.serialize(TOPIC, Sales.ofMilk())))
                .allSatisfy(framed -> assertThat(framed).isEqualTo(expected));
    }

    @Test
    void shouldRefuseAnUnregisteredSchemaWhenRegisteringIsNotItsBusiness() {
        AvroSerializer<TillEvent> careful = new AvroSerializer<>(registry, AvroSerializer.Registration.NEVER);

        assertThatThrownBy(() -> careful.serialize(TOPIC, Sales.ofMilk()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("is not registered under pos.sales.v1-value");

        registry.register("pos.sales.v1-value", TillEvent.TYPE.schema());
        assertThat(careful.serialize(TOPIC, Sales.ofMilk())).startsWith(0, 0, 0, 0, 1);
    }

    private void assertUnreadable(byte[] data, Reason reason, String detail) {
        assertThat(decoder.decode(data)).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo(reason);
            assertThat(unreadable.detail()).contains(detail);
        });
    }
}
