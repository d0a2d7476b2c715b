package io.millrace.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRecordCodecTest {
    private final LogRecordCodec codec = new LogRecordCodec();

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteWhatConfluentWrites() {
        LogRecordCodec.Text encoded =
                codec.encode(new LogRecord.Put(new SchemaVersion("a-value", 2, 7, "\"string\"", List.of(), false)));

        assertThat(encoded.key().replace('"', '\''))
                .isEqualTo("{'keytype':'SCHEMA','subject':'a-value','version':2,'magic':1}");
        assertThat(encoded.value().replace('"', '\''))
                .isEqualTo(
                        "{'subject':'a-value','version':2,'id':7,'schema':'\\'string\\'','references':[],'deleted':false}");
    }

    @Test
    void shouldReadBackWhatItWrites() {
        List<LogRecord> records = List.of(
                new LogRecord.Put(new SchemaVersion(
                        "ä/b", 2, 7, "{\"type\":\"int\"}", List.of(new SchemaReference("n", "s", 3)), true)),
                new LogRecord.Gone("ä/b", 2),
                new LogRecord.HighestId(9));

        assertThat(records).allSatisfy(record -> {
            LogRecordCodec.Text encoded = codec.encode(record);
            assertThat(codec.decode(encoded.keyBytes(), encoded.valueBytes())).isEqualTo(record);
        });
    }

    @Test
    void shouldSkipRecordsOfOtherKinds() {
        assertThat(codec.decode(
                        bytes("{'keytype':'CONFIG','subject':null,'magic':0}"), bytes("{'compatibilityLevel':'FULL'}")))
                .isEqualTo(new LogRecord.Skipped("CONFIG"));
        assertThat(codec.decode(bytes("{'keytype':'NOOP','magic':0}"), null)).isEqualTo(new LogRecord.Skipped("NOOP"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "hello; {}; its key is not JSON",
                "[]; {}; its key is not a JSON object",
                "{}; {}; its key has no 'keytype'",
                "{'keytype':'SCHEMA','version':1}; {}; it has no text 'subject'",
                "{'keytype':'SCHEMA','subject':'a'}; {}; it has no positive number 'version'",
                "{'keytype':'SCHEMA','subject':'a','version':1}; {; its value is not JSON",
                "{'keytype':'SCHEMA','subject':'a','version':1}; {'schema':'x'}; it has no positive number 'id'",
                "{'keytype':'SCHEMA','subject':'a','version':1}; {'id':1}; it has no text 'schema'",
                "{'keytype':'SCHEMA','subject':'a','version':1}; {'id':1,'schema':'x','schemaType':'JSON'}; only AVRO is known",
            })
    void shouldSayWhatIsWrongWithARecord(String key, String value, String message) {
        assertThatThrownBy(() -> codec.decode(bytes(key), bytes(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseRecordWithoutAKey() {
        assertThatThrownBy(() -> codec.decode(null, bytes("{}"))).hasMessageContaining("its key is missing");
    }
}
