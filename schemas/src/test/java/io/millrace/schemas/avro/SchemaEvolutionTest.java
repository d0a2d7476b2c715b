package io.millrace.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.pos.TillDayClosed;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.Alert;
import io.millrace.events.stock.AlertKind;
import io.millrace.events.stock.AlertSeverity;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/// Old readers and new writers, and the reverse. The other side's schema is ours with a piece of its JSON replaced, as
/// a later or an earlier release would have it.
class SchemaEvolutionTest {
    private static final Schema OURS = Alert.TYPE.schema();
    private static final String EVIDENCE =
            "{\"name\":\"evidence\",\"type\":{\"type\":\"map\",\"values\":\"string\"},\"doc\":\"The numbers it rests on.\",\"default\":{}},";

    @Test
    void shouldFillInTheDefaultWhenAnOldWriterLacksAField() {
        // given
        Schema older = variant(EVIDENCE, "");
        GenericRecord record = alert(older, "LOW_STOCK");

        // when
        Alert read = decode(older, record);

        // then
        assertThat(read.evidence()).isEmpty();
        assertThat(read.kind()).isEqualTo(AlertKind.LOW_STOCK);
        assertThat(read.subject()).isEqualTo("milk");
        assertThat(SchemaMatch.of(older, Alert.TYPE)).isInstanceOf(SchemaMatch.Resolved.class);
    }

    @Test
    void shouldPassOverAFieldWhenANewWriterHasMore() {
        // given
        Schema newer =
                variant(EVIDENCE, EVIDENCE + "{\"name\":\"owner\",\"type\":[\"null\",\"string\"],\"default\":null},");
        GenericRecord record = alert(newer, "LOW_STOCK");
        record.put("evidence", Map.of("free", "3"));
        record.put("owner", "somebody");

        // when
        Alert read = decode(newer, record);

        // then
        assertThat(read.evidence()).containsEntry("free", "3");
        assertThat(read.severity()).isEqualTo(AlertSeverity.WARNING);
    }

    @Test
    void shouldReadUnknownWhenANewWriterHasAnotherSymbol() {
        // given
        Schema newer = variant("\"PROOF_DRIFT\"", "\"PROOF_DRIFT\",\"SHELF_EMPTY\"");
        GenericRecord record = alert(newer, "SHELF_EMPTY");
        record.put("evidence", Map.of());

        // when
        Alert read = decode(newer, record);

        // then
        assertThat(read.kind()).isEqualTo(AlertKind.UNKNOWN);
        assertThat(read.subject()).isEqualTo("milk");
    }

    @Test
    void shouldLetAnOldReaderReadWhatWeWrite() {
        // given
        Schema older = variant(EVIDENCE, "");
        Alert ours = decode(OURS, withEvidence(alert(OURS, "BELOW_ZERO")));

        // when
        GenericRecord read = (GenericRecord) GenericAvro.decode(OURS, older, Alert.TYPE.encode(ours));

        // then
        assertThat(read.get("kind")).hasToString("BELOW_ZERO");
        assertThat(read.getSchema().getField("evidence")).isNull();
    }

    @Test
    void shouldReadTheKindsItKnowsWhenANewWriterHasAnotherKindOfEvent() {
        // given
        Schema ours = TillEvent.TYPE.schema();
        Schema newer = new Schema.Parser().parse(lastBranchDoubled(ours.toString(), "TillDayClosed", "TillOpened"));
        SchemaMatch<TillEvent> match = SchemaMatch.of(newer, TillEvent.TYPE);
        Schema body = newer.getField("body").schema();
        GenericRecord known = tillEvent(newer, body.getTypes().get(2));
        GenericRecord unknown = tillEvent(newer, body.getTypes().get(3));

        // when
        TillEvent read = decode(match, newer, known);

        // then
        assertThat(read.body()).isInstanceOf(TillDayClosed.class);
        assertThatThrownBy(() -> decode(match, newer, unknown))
                .isInstanceOf(MalformedAvroException.class)
                .hasMessageContaining("TillOpened");
    }

    @Test
    void shouldTakeTheFastPathWhenOnlyDocumentationAndPropertiesDiffer() {
        // given
        Schema theirs = new Schema.Parser()
                .parse(OURS.toString()
                        .replaceAll(",\"doc\":\"[^\"]*\"", "")
                        .replace(
                                "\"type\":\"string\"",
                                "\"type\":{\"type\":\"string\",\"avro.java.string\":\"String\"}"));

        // then
        assertThat(SchemaMatch.of(theirs, Alert.TYPE)).isInstanceOf(SchemaMatch.Same.class);
    }

    @Test
    void shouldRefuseASchemaWhenItsDecimalsHaveAnotherScale() {
        // given
        Schema theirs = new Schema.Parser()
                .parse(TillEvent.TYPE
                        .schema()
                        .toString()
                        .replace("\"precision\":18,\"scale\":3", "\"precision\":18,\"scale\":2"));

        // then
        assertThat(SchemaMatch.of(theirs, TillEvent.TYPE))
                .isEqualTo(new SchemaMatch.Mismatch<TillEvent>(
                        "body.lines[].quantity is written as decimal(18,2) and read as decimal(18,3)"));
    }

    @Test
    void shouldRefuseASchemaWhenItsTimesHaveAnotherUnit() {
        // given
        Schema theirs = variant("\"logicalType\":\"timestamp-micros\"", "\"logicalType\":\"timestamp-millis\"");

        // then
        assertThat(SchemaMatch.of(theirs, Alert.TYPE))
                .isEqualTo(new SchemaMatch.Mismatch<Alert>(
                        "since is written as timestamp-millis and read as timestamp-micros"));
    }

    @Test
    void shouldRefuseASchemaWhenItDescribesAnotherRecord() {
        assertThat(SchemaMatch.of(TillEvent.TYPE.schema(), Alert.TYPE)).isInstanceOf(SchemaMatch.Mismatch.class);
        assertThat(SchemaMatch.of(Schema.create(Schema.Type.STRING), Alert.TYPE))
                .isInstanceOf(SchemaMatch.Mismatch.class);
    }

    private static Schema variant(String piece, String replacement) {
        String json = OURS.toString();
        assertThat(json).contains(piece);
        return new Schema.Parser().parse(json.replace(piece, replacement));
    }

    private static String lastBranchDoubled(String json, String last, String added) {
        int start = json.indexOf("{\"type\":\"record\",\"name\":\"" + last + "\"");
        int end = json.indexOf("],\"doc\":\"What happened.\"", start);
        String branch = json.substring(start, end);
        String copy = "{\"type\":\"record\",\"name\":\"" + added + "\",\"fields\":[]}";
        return json.substring(0, start) + branch + "," + copy + json.substring(end);
    }

    private static GenericRecord alert(Schema schema, String kind) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("tenantId", "acme");
        record.put("locationId", "store-1");
        record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), kind));
        record.put(
                "severity",
                new GenericData.EnumSymbol(schema.getField("severity").schema(), "WARNING"));
        record.put("subject", "milk");
        record.put("since", 1_700_000_000_000_000L);
        return record;
    }

    private static GenericRecord withEvidence(GenericRecord record) {
        record.put("evidence", Map.of("free", "3"));
        return record;
    }

    private static GenericRecord tillEvent(Schema schema, Schema branch) {
        RandomRecords random = new RandomRecords(7);
        GenericRecord record = new GenericData.Record(schema);
        record.put("header", random.value(schema.getField("header").schema()));
        record.put("body", random.value(branch));
        return record;
    }

    private static Alert decode(Schema writer, GenericRecord record) {
        return decode(SchemaMatch.of(writer, Alert.TYPE), writer, record);
    }

    private static <T extends AvroRoot> T decode(SchemaMatch<T> match, Schema writer, GenericRecord record) {
        byte[] data = GenericAvro.encode(writer, record);
        assertThat(match).isInstanceOf(SchemaMatch.Usable.class);
        return ((SchemaMatch.Usable<T>) match).decode(data, 0, data.length);
    }
}
