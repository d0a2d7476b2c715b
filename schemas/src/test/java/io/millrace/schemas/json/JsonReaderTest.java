package io.millrace.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.events.pos.SaleCompleted;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    private static final String SALE = """
            {"header": {"eventId": "6f1c1f6e-4b7e-4a53-9d0e-0f6a3c9a7b21", "tenantId": "demo", "locationId": "store-1",
              "occurredAt": "2026-01-31T08:00:00.000001Z", "businessDate": "2026-01-31",
              "origin": {"system": "pos", "till": "1", "sequence": 7}, "attributes": {"a": "b"}},
             "body": {"type": "SaleCompleted", "channel": "STORE", "currency": "EUR", "lines": [
              {"number": 1, "kind": "SALE", "itemId": "milk", "quantity": 1.5, "unitPrice": 0.99, "lineTotal": 1e2}]}}
            """;

    @Test
    void shouldReadWhatItsOwnViewWrites() throws IOException {
        JsonRecord read = read(TillEvent.TYPE, SALE);

        assertThat(read.faults()).isEmpty();
        assertThat(read.branch("body")).isEqualTo("SaleCompleted");
        TillEvent sale = written(TillEvent.TYPE, read);
        assertThat(sale.header().origin().sequence()).isEqualTo(7);
        assertThat(((SaleCompleted) sale.body()).lines().getFirst().quantity()).hasToString("1.5");
        assertThat(written(TillEvent.TYPE, read(TillEvent.TYPE, JsonView.of(sale).toString())))
                .isEqualTo(sale);
    }

    @Test
    void shouldFindTheTypeWhereverItIs() throws IOException {
        String late = SALE.replace("\"type\": \"SaleCompleted\", ", "").replace("]}}", "], \"type\": \"SaleCompleted\"}}");

        JsonRecord read = read(TillEvent.TYPE, late);

        assertThat(read.faults()).isEmpty();
        assertThat(written(TillEvent.TYPE, read)).isEqualTo(written(TillEvent.TYPE, read(TillEvent.TYPE, SALE)));
    }

    @Test
    void shouldNameEveryFieldThatIsWrong() throws IOException {
        String wrong = SALE.replace("\"quantity\": 1.5", "\"quantity\": 1.0005")
                .replace("\"number\": 1", "\"nummber\": 1")
                .replace("\"EUR\"", "7")
                .replace("\"STORE\"", "\"SHOP\"")
                .replace("2026-01-31T08", "yesterday")
                .replace("6f1c1f6e-", "");

        List<Fault> faults = read(TillEvent.TYPE, wrong).faults();

        assertThat(faults)
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "header.eventId",
                        "header.occurredAt",
                        "body.channel",
                        "body.currency",
                        "body.lines[0].nummber",
                        "body.lines[0].number",
                        "body.lines[0].quantity");
        assertThat(faults)
                .extracting(Fault::detail)
                .contains(
                        "'1.0005' is not a number with at most 3 decimals",
                        "there is no such field; did you mean number?",
                        "'7' is not text in quotes");
    }

    @Test
    void shouldSayWhichTypesThereAreWhenItIsNoneOfThem() throws IOException {
        String unknown = "{\"header\": {}, \"body\": {\"type\": \"StockLost\", \"lines\": [1, {}]}}";
        String none = "{\"header\": {}, \"body\": {\"lines\": []}}";

        assertThat(read(StockCommand.TYPE, unknown).faults())
                .anySatisfy(fault -> assertThat(fault.field() + fault.detail())
                        .startsWith("body.type'StockLost' is not one of StockReceived, "));
        assertThat(read(StockCommand.TYPE, none).faults())
                .anySatisfy(fault -> assertThat(fault.detail()).startsWith("its type is missing: say one of Stock"));
    }

    @Test
    void shouldForgiveWhatTheCallerFillsIn() throws IOException {
        JsonRecord read = read(TillEvent.TYPE, SALE.replace("\"tenantId\": \"demo\", ", ""));
        UUID id = UUID.fromString("00000000-0000-4000-8000-000000000001");

        read.fillMissing("header", "tenantId", "acme");
        read.fillMissing("header", "eventId", id);

        assertThat(read.faults()).isEmpty();
        assertThat(written(TillEvent.TYPE, read).header().tenantId()).isEqualTo("acme");
        assertThat(read.value("header", "eventId")).isNotEqualTo(id);
    }

    @Test
    void shouldRefuseNumbersThatDoNotFit() throws IOException {
        for (String number : List.of("1e400", "1e-400", "123456789012345678", "999999999999999.9995", "\"1\"", "null")) {
            assertThat(read(TillEvent.TYPE, SALE.replace("\"quantity\": 1.5", "\"quantity\": " + number))
                            .faults())
                    .as(number)
                    .hasSize(1);
        }
        for (String number : List.of("-1.5", "0e9", "999999999999999.999", "1.500000", "15e-1")) {
            assertThat(read(TillEvent.TYPE, SALE.replace("\"quantity\": 1.5", "\"quantity\": " + number))
                            .faults())
                    .as(number)
                    .isEmpty();
        }
    }

    @Test
    void shouldHaveAReaderForEveryRecordThatPeopleWrite() {
        Topics.shared().stream()
                .filter(topic -> topic.name().startsWith("catalog.") || topic.name().startsWith("pos."))
                .forEach(topic -> assertThat(JsonReader.of(topic.value())).isNotNull());
        assertThat(JsonReader.of(StockCommand.TYPE)).isNotNull();
    }

    private static JsonRecord read(AvroType<?> type, String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return JsonReader.of(type).read(parser);
        }
    }

    private static <T extends AvroRoot> T written(AvroType<T> type, JsonRecord record) {
        AvroWriter writer = new AvroWriter(100);
        record.write(writer);
        return type.decode(writer.toByteArray());
    }
}
