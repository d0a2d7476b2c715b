package io.millrace.platform.registry;

import static io.millrace.platform.registry.Avro.field;
import static io.millrace.platform.registry.Avro.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
    private static List<String> reasons(Schema newer, Schema older) {
        return Compatibility.incompatibilities(newer, older, "version 3");
    }

    @Test
    void shouldAcceptFieldWhenItHasADefault() {
        Schema older = record("Sale", field("sku", "'string'"));
        Schema newer = record("Sale", field("sku", "'string'"), field("note", "['null','string']", "null"));

        assertThat(reasons(newer, older)).isEmpty();
        assertThat(reasons(older, newer)).as("a field may go").isEmpty();
    }

    @Test
    void shouldNameFieldWhenItHasNoDefault() {
        Schema older = record("Sale", field("sku", "'string'"));
        Schema newer = record("Sale", field("sku", "'string'"), field("note", "'string'"));

        assertThat(reasons(newer, older))
                .containsExactly("at Sale.note: the field is not in version 3 and has no default; give it a default");
    }

    @Test
    void shouldNameBothTypesWhenTheyDiffer() {
        Schema older = record(
                "Sale", field("lines", "{'type':'array','items':" + record("Line", field("n", "'string'")) + "}"));
        Schema newer =
                record("Sale", field("lines", "{'type':'array','items':" + record("Line", field("n", "'int'")) + "}"));

        assertThat(reasons(newer, older))
                .containsExactly(
                        "at Sale.lines[].n: version 3 wrote string, which cannot be read as int; keep the type or"
                                + " add a new field");
    }

    @Test
    void shouldRefuseAnotherScaleWhichAvroWouldLetPass() {
        String decimal = "{'type':'bytes','logicalType':'decimal','precision':18,'scale':%d}";
        Schema older = record("Sale", field("total", decimal.formatted(2)));
        Schema newer = record("Sale", field("total", decimal.formatted(3)));

        assertThat(reasons(newer, older))
                .containsExactly("in version 3 total is written as decimal(18,2) and read as decimal(18,3); keep the"
                        + " logical type, or add another field");
        assertThat(reasons(older, older)).isEmpty();
    }

    @Test
    void shouldLookIntoUnionsAndMapsWhenTheyDiffer() {
        Schema older = record(
                "Sale", field("line", "['null'," + record("Line", field("m", "{'type':'map','values':'long'}")) + "]"));
        Schema newer = record(
                "Sale", field("line", "['null'," + record("Line", field("m", "{'type':'map','values':'int'}")) + "]"));

        assertThat(reasons(newer, older))
                .singleElement()
                .asString()
                .startsWith("at Sale.line.m{}: version 3 wrote long");
    }

    @Test
    void shouldNameBranchWhenUnionLosesIt() {
        Schema older = record("Sale", field("x", "['null','string','int']"));
        Schema newer = record("Sale", field("x", "['null','string']"));

        assertThat(reasons(newer, older))
                .containsExactly(
                        "at Sale.x: version 3 may hold int, which [null, string] does not take; keep that type");
    }

    @Test
    void shouldNameSymbolsSizesAndNames() {
        Schema older = record(
                "Sale",
                field("unit", "{'type':'enum','name':'Unit','symbols':['KG','PC']}"),
                field("code", "{'type':'fixed','name':'Code','size':4}"),
                field("who", record("Person", field("name", "'string'")).toString()));
        Schema newer = record(
                "Sale",
                field("unit", "{'type':'enum','name':'Unit','symbols':['PC']}"),
                field("code", "{'type':'fixed','name':'Code','size':8}"),
                field("who", record("Human", field("name", "'string'")).toString()));

        assertThat(reasons(newer, older))
                .satisfiesExactly(
                        unit -> assertThat(unit).startsWith("at Sale.unit:").contains("KG", "default"),
                        code -> assertThat(code).startsWith("at Sale.code: version 3 wrote 4 bytes, this reads 8"),
                        who -> assertThat(who).startsWith("at Sale.who:").contains("t.Person", "t.Human", "alias"));
    }

    @Test
    void shouldAcceptPromotionsAndAliases() {
        Schema older = record(
                "Sale", field("n", "'int'"), field("unit", "{'type':'enum','name':'Unit','symbols':['KG','PC']}"));
        Schema newer = record(
                "Sale",
                field("n", "['null','double']"),
                field("unit", "{'type':'enum','name':'Unit','symbols':['PC'],'default':'PC'}"));

        assertThat(reasons(newer, older)).isEmpty();
    }
}
