package io.millrace.topology.intake;

import static io.millrace.topology.intake.Written.BYTES_MAX;
import static io.millrace.topology.intake.Written.NOON;
import static io.millrace.topology.intake.Written.REJECTED;
import static io.millrace.topology.intake.Written.SALES;
import static io.millrace.topology.intake.Written.SHOP;
import static io.millrace.topology.intake.Written.bytes;
import static io.millrace.topology.intake.Written.record;
import static io.millrace.topology.intake.Written.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.events.stock.Rejected;
import io.millrace.events.stock.SourcePosition;
import io.millrace.schemas.avro.Bytes;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.testkit.CommandBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierTest {
    private static final byte[] KEY = bytes(SHOP.text());

    private final Written written = new Written();

    @Test
    void shouldPassOnTheBytesAsTheyCameWhenNothingIsWrong() {
        byte[] value = written.value(sale(SHOP));
        ConsumerRecord<byte[], byte[]> record = record(KEY, value);
        record.headers().add("trace", bytes("t-1"));

        ProducerRecord<byte[], byte[]> carried = written.carry(record);

        assertThat(carried.topic()).isEqualTo(SALES);
        assertThat(carried.key()).isSameAs(KEY);
        assertThat(carried.value()).isSameAs(value);
        assertThat(carried.partition()).isEqualTo(LanePartitioner.partition(SHOP, 12));
        assertThat(carried.timestamp()).isNull();
        assertThat(headers(carried)).containsExactly("trace=t-1", "millrace.source=test.pos.sales.v1.acme/3/42");
    }

    @Test
    void shouldSayItselfWhereARecordIsFromWhenItsWriterClaimsSomethingElse() {
        ConsumerRecord<byte[], byte[]> record = record(KEY, written.value(sale(SHOP)));
        record.headers().add(Carrier.SOURCE_HEADER, bytes("elsewhere/0/0"));

        assertThat(headers(written.carry(record))).containsExactly("millrace.source=test.pos.sales.v1.acme/3/42");
    }

    @Test
    void shouldKeepEverythingOfARecordWhenItIsRefused() {
        byte[] key = bytes("acme");
        byte[] value = written.value(sale(SHOP));
        ConsumerRecord<byte[], byte[]> record = record(key, value);
        record.headers().add("trace", bytes("t-1"));
        record.headers().add("nothing", null);

        ProducerRecord<byte[], byte[]> carried = written.carry(record);

        assertThat(new String(carried.key(), StandardCharsets.UTF_8)).isEqualTo("acme|3");
        assertThat(written.rejected(carried))
                .isEqualTo(Rejected.builder()
                        .tenantId("acme")
                        .reason("KEY_MALFORMED")
                        .field("key")
                        .detail("key 'acme' is not of the form tenant|location; the key is plain text in UTF-8,"
                                + " tenant|location, such as acme|store-0042")
                        .originalKey(Bytes.of(key))
                        .originalValue(Bytes.of(value))
                        .source(new SourcePosition("test.pos.sales.v1.acme", 3, 42L))
                        .headers(java.util.Map.of("trace", Bytes.of(bytes("t-1"))))
                        .at(NOON)
                        .build());
    }

    @Test
    void shouldRefuseAsTooLargeWhateverElseIsWrong() {
        byte[] value = new byte[BYTES_MAX * 3];
        Arrays.fill(value, (byte) 7);

        Rejected rejected = written.refused(null, value);

        assertThat(rejected.reason()).isEqualTo("TOO_LARGE");
        assertThat(rejected.detail()).contains("15000 bytes and may have 5000").contains("first 5000 bytes");
        assertThat(rejected.originalValue()).isEqualTo(Bytes.of(Arrays.copyOf(value, BYTES_MAX)));
    }

    @Test
    void shouldCountKeyAndHeadersWhenItWeighsARecord() {
        ConsumerRecord<byte[], byte[]> record = record(KEY, written.value(sale(SHOP)));
        record.headers().add("ballast", new byte[BYTES_MAX]);

        assertThat(written.rejected(written.carry(record)).reason()).isEqualTo("TOO_LARGE");
    }

    @Test
    void shouldPassARecordThatIsJustSmallEnough() {
        byte[] value = written.value(sale(SHOP));
        ConsumerRecord<byte[], byte[]> record = record(KEY, value);
        record.headers().add("b", new byte[BYTES_MAX - KEY.length - value.length - 16 - 3]);

        assertThat(written.carry(record).topic()).isEqualTo(SALES);
    }

    @Test
    void shouldRefuseTheKeyWhenThereIsNone() {
        Rejected rejected = written.refused(null, null);

        assertThat(rejected.reason()).isEqualTo("KEY_MISSING");
        assertThat(rejected.field()).isEqualTo("key");
        assertThat(rejected.detail()).contains("acme|store-1");
        assertThat(rejected.originalKey()).isNull();
    }

    @ParameterizedTest
    @MethodSource("malformedKeys")
    void shouldRefuseTheKeyWhenItIsMalformed(byte[] key) {
        Rejected rejected = written.refused(key, written.value(sale(SHOP)));

        assertThat(rejected.reason()).isEqualTo("KEY_MALFORMED");
        assertThat(rejected.detail()).contains("tenant|location").hasSizeLessThan(500);
        assertThat(rejected.originalKey()).isEqualTo(Bytes.of(key));
    }

    static Stream<byte[]> malformedKeys() {
        Stream<byte[]> texts = Stream.of(
                        "",
                        "|",
                        "acme",
                        "acme|",
                        "|store-1",
                        "acme|store-1|milk",
                        "acme|store-1|",
                        "acme|store 1",
                        " acme|store-1",
                        "acme|store-1\n",
                        "acme|store-1\u0000",
                        "acme|störe",
                        "acme|" + "s".repeat(65),
                        "acme|" + "s".repeat(4_000),
                        "\"acme|store-1\"")
                .map(Written::bytes);
        return Stream.concat(
                texts,
                Stream.of(new byte[] {'a', '|', (byte) 0xC3, (byte) 0x28}, new byte[] {0, 0, 0, 0, 1, 'a', '|', 'b'}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"globex|store-1", "ACME|store-1", "acme2|store-1"})
    void shouldRefuseTheTenantWhenTheKeyNamesAnother(String key) {
        Rejected rejected = written.refused(bytes(key), null);

        assertThat(rejected.reason()).isEqualTo("FOREIGN_TENANT");
        assertThat(rejected.field()).isEqualTo("key");
        assertThat(rejected.tenantId()).isEqualTo("acme");
        assertThat(rejected.detail()).contains("topic is of 'acme'");
    }

    @Test
    void shouldRefuseTheTenantWhenTheEventNamesAnother() {
        var event = sale(LaneKey.of("globex", "elsewhere"));

        Rejected rejected = written.refused(KEY, written.value(event));

        assertThat(rejected.reason()).isEqualTo("FOREIGN_TENANT");
        assertThat(rejected.field()).isEqualTo("header.tenantId");
        assertThat(rejected.eventId()).isEqualTo(event.header().eventId());
    }

    @Test
    void shouldRefuseTheValueWhenThereIsNone() {
        assertThat(written.refused(KEY, null).reason()).isEqualTo("EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"header\": {}}"})
    void shouldRefuseTheValueWhenItIsNotFramed(String value) {
        assertThat(written.refused(KEY, bytes(value)).reason()).isEqualTo("NOT_FRAMED");
    }

    @Test
    void shouldRefuseTheSchemaWhenTheRegistryDoesNotKnowIt() {
        Rejected rejected = written.refused(KEY, new byte[] {0, 0, 1, 2, 3, 4, 5});

        assertThat(rejected.reason()).isEqualTo("UNKNOWN_SCHEMA");
        assertThat(rejected.detail()).contains("schema.registry.url");
    }

    @Test
    void shouldRefuseTheSchemaWhenItIsOfAnotherTopic() {
        byte[] command = Topics.STOCK_COMMANDS
                .valueSerde(written.registry())
                .serializer()
                .serialize("any", CommandBuilder.at(SHOP, NOON).received("milk", "1"));

        Rejected rejected = written.refused(KEY, command);

        assertThat(rejected.reason()).isEqualTo("WRONG_SCHEMA");
        assertThat(rejected.detail()).contains("pos.sales.v1");
    }

    @Test
    void shouldRefuseTheValueWhenItsBytesAreCut() {
        byte[] value = written.value(sale(SHOP));

        assertThat(written.refused(KEY, Arrays.copyOf(value, value.length - 3)).reason())
                .isEqualTo("MALFORMED");
    }

    @Test
    void shouldRefuseTheKeyWhenTheEventIsOfAnotherLocation() {
        var event = sale(LaneKey.of("acme", "store-2"));

        Rejected rejected = written.refused(KEY, written.value(event));

        assertThat(rejected.reason()).isEqualTo("KEY_DIFFERS");
        assertThat(rejected.detail()).contains("acme|store-1").contains("'store-2'");
        assertThat(rejected.eventId()).isEqualTo(event.header().eventId());
    }

    @Test
    void shouldKnowTheTopicsOfTenantsOfTodayAndThoseToCome() {
        var pattern = Source.pattern("a.b.");

        assertThat(List.of("a.b.pos.sales.v1.acme", "a.b.stock.commands.v1.x.y-z_1"))
                .allMatch(name -> pattern.matcher(name).matches());
        assertThat(List.of("a.b.pos.sales.v1", "pos.sales.v1.acme", "aXb.pos.sales.v1.acme", "a.b.stock.journal.v1.x"))
                .noneMatch(name -> pattern.matcher(name).matches());
        assertThat(Source.of("a.b.stock.commands.v1.x.y", pattern).tenant().value())
                .isEqualTo("x.y");
    }

    @Test
    void shouldRefuseToTheTopicOfTheRefused() {
        assertThat(written.carry(record(null, null)).topic()).isEqualTo(REJECTED);
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> carried) {
        return Stream.of(carried.headers().toArray()).map(CarrierTest::text).toList();
    }

    private static String text(Header header) {
        return header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8);
    }
}
