package io.millrace.platform.registry;

import static io.millrace.platform.registry.Avro.field;
import static io.millrace.platform.registry.Avro.record;
import static io.millrace.platform.registry.Avro.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.platform.registry.Candidate.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRulesTest {
    private static final String SALE = "{'type':'record','name':'Sale','fields':[{'name':'sku','type':'string'}]}";
    private static final String SALE_WITH_NOTE =
            "{'type':'record','name':'Sale','fields':[{'name':'sku','type':'string'},"
                    + "{'name':'note','type':'string','default':''}]}";

    private final RegistryState state = new RegistryState();
    private final List<LogRecord> log = new ArrayList<>();

    private Candidate candidate(Submission submission) {
        return switch (CandidateReader.read(state, submission.text(), submission.references())) {
            case Reading.Valid valid -> valid.candidate();
            case Reading.Invalid invalid -> throw new AssertionError(invalid.why());
        };
    }

    private Registration decide(String subject, Submission submission) {
        return RegistryRules.register(state, subject, candidate(submission));
    }

    private SchemaVersion register(String subject, Submission submission) {
        return switch (decide(subject, submission)) {
            case Registration.Granted granted -> {
                write(new LogRecord.Put(granted.version()));
                yield granted.version();
            }
            case Registration.Existing existing -> existing.version();
            case Registration.Incompatible incompatible -> throw new AssertionError(incompatible);
            case Registration.Invalid invalid -> throw new AssertionError(invalid);
        };
    }

    private SchemaVersion register(String subject, String json) {
        return register(subject, submission(json));
    }

    private void write(LogRecord record) {
        state.apply(record);
        log.add(record);
    }

    private Object write(Deletion deletion) {
        return switch (deletion) {
            case Deletion.Granted granted -> {
                granted.records().forEach(this::write);
                yield granted.versions();
            }
            case Deletion.Refused refused -> refused.reason();
        };
    }

    private Object deleteVersion(String subject, int version, boolean permanent) {
        return write(RegistryRules.deleteVersion(state, subject, OptionalInt.of(version), permanent));
    }

    private Object deleteSubject(String subject, boolean permanent) {
        return write(RegistryRules.deleteSubject(state, subject, permanent));
    }

    @Test
    void shouldGiveDenseIdsAndVersions() {
        assertThat(register("a", SALE)).returns(1, SchemaVersion::id).returns(1, SchemaVersion::version);
        assertThat(register("a", SALE_WITH_NOTE)).returns(2, SchemaVersion::id).returns(2, SchemaVersion::version);
        assertThat(register("b", SALE_WITH_NOTE)).returns(2, SchemaVersion::id).returns(1, SchemaVersion::version);
        assertThat(register("c", "'string'")).returns(3, SchemaVersion::id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ 'name' : 'Sale', 'type' : 'record', 'fields' : [ { 'type' : 'string', 'name' : 'sku' } ] }",
                "{'type':'record','name':'Sale','fields':[{'name':'sku','type':{'type':'string'}}]}",
            })
    void shouldFindSchemaWhenOnlyItsLayoutDiffers(String sameSchema) {
        SchemaVersion version = register("a", SALE);

        assertThat(decide("a", submission(sameSchema))).isEqualTo(new Registration.Existing(version));
        assertThat(register("b", sameSchema))
                .returns(1, SchemaVersion::id)
                .returns(version.schema(), SchemaVersion::schema);
    }

    @Test
    void shouldFindSchemaWhenCustomPropertiesAreInAnotherOrder() {
        register("a", "{'type':'string','x':1,'y':{'p':1,'q':2}}");

        assertThat(decide("a", submission("{'y':{'q':2,'p':1},'x':1,'type':'string'}")))
                .isInstanceOf(Registration.Existing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'record','name':'Sale','doc':'new','fields':[{'name':'sku','type':'string'}]}",
                "{'type':'record','name':'Sale','fields':[{'name':'sku','type':'string','doc':'new'}]}",
                "{'type':'record','name':'Sale','fields':[{'name':'sku','type':'string','default':''}]}",
                "{'type':'record','name':'Sale','owner':'me','fields':[{'name':'sku','type':'string'}]}",
                "{'type':'record','name':'Sale','fields':[{'name':'sku','type':{'type':'string','avro.java.string':'String'}}]}",
            })
    void shouldMakeNewVersionWhenDocOrDefaultOrPropertyDiffers(String otherSchema) {
        register("a", SALE);

        assertThat(register("a", otherSchema))
                .returns(2, SchemaVersion::version)
                .returns(2, SchemaVersion::id);
    }

    @Test
    void shouldCheckAgainstEveryVersionThatIsNotDeleted() {
        register("a", submission(record("Sale", field("sku", "'string'"), field("n", "'int'"))));
        register("a", submission(record("Sale", field("sku", "'string'"))));
        Submission third = submission(record("Sale", field("sku", "'string'"), field("n", "'string'", "''")));

        assertThat(decide("a", third))
                .isInstanceOfSatisfying(
                        Registration.Incompatible.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("at Sale.n: version 1 wrote int"));

        deleteVersion("a", 1, false);
        assertThat(decide("a", third)).isInstanceOf(Registration.Granted.class);
    }

    @Test
    void shouldKeepIdButNotVersionWhenRegisteredAgainAfterSoftDeletion() {
        register("a", SALE);
        assertThat(deleteSubject("a", false)).isEqualTo(List.of(1));

        assertThat(state.subjects(false)).isEmpty();
        assertThat(state.withId(1)).as("old records can still be read").isNotEmpty();
        assertThat(register("a", SALE)).returns(1, SchemaVersion::id).returns(2, SchemaVersion::version);
    }

    @Test
    void shouldNeverGiveAnIdAgainWhenItsSchemaIsGone() {
        register("a", SALE);
        register("a", SALE_WITH_NOTE);
        deleteVersion("a", 2, false);
        assertThat(deleteVersion("a", 2, true)).isEqualTo(List.of(2));

        assertThat(state.withId(2)).isEmpty();
        assertThat(register("a", SALE_WITH_NOTE)).returns(3, SchemaVersion::id);

        RegistryState compacted = new RegistryState();
        log.stream().filter(record -> record instanceof LogRecord.HighestId).forEach(compacted::apply);
        assertThat(compacted.highestId()).as("what compaction leaves is enough").isEqualTo(2);
    }

    @Test
    void shouldRefuseDeletionInOrderOfPrecedence() {
        assertThat(deleteSubject("a", false)).isEqualTo(Deletion.Reason.SUBJECT_NOT_FOUND);
        assertThat(deleteVersion("a", 1, false)).isEqualTo(Deletion.Reason.SUBJECT_NOT_FOUND);
        register("a", SALE);
        assertThat(deleteVersion("a", 9, false)).isEqualTo(Deletion.Reason.VERSION_NOT_FOUND);
        assertThat(deleteSubject("a", true)).isEqualTo(Deletion.Reason.SUBJECT_NOT_SOFT_DELETED);
        assertThat(deleteVersion("a", 1, true)).isEqualTo(Deletion.Reason.VERSION_NOT_SOFT_DELETED);
        assertThat(deleteVersion("a", 1, false)).isEqualTo(List.of(1));
        assertThat(deleteVersion("a", 1, false)).isEqualTo(Deletion.Reason.VERSION_SOFT_DELETED);
        assertThat(deleteSubject("a", false)).isEqualTo(Deletion.Reason.SUBJECT_SOFT_DELETED);
        assertThat(deleteSubject("a", true)).isEqualTo(List.of(1));
        assertThat(deleteSubject("a", true)).isEqualTo(Deletion.Reason.SUBJECT_NOT_FOUND);
    }

    @Test
    void shouldKeepWhatIsReferredTo() {
        register("line", "{'type':'record','name':'t.Line','fields':[{'name':'sku','type':'string'}]}");
        SchemaReference toLine = new SchemaReference("t.Line", "line", -1);
        SchemaVersion sale = register("sale", submission("{'type':'array','items':'t.Line'}", toLine));

        assertThat(sale.schema()).as("the type is not repeated").isEqualTo("{\"type\":\"array\",\"items\":\"t.Line\"}");
        assertThat(sale.references()).containsExactly(new SchemaReference("t.Line", "line", 1));
        assertThat(state.schemaOf(sale).getElementType().getField("sku")).isNotNull();
        assertThat(state.referrers("line", 1)).containsExactly(sale);
        assertThat(deleteSubject("line", false)).isEqualTo(Deletion.Reason.REFERENCED);

        deleteSubject("sale", false);
        assertThat(deleteSubject("line", false))
                .as("nobody lists them any more")
                .isEqualTo(List.of(1));
        assertThat(deleteSubject("line", true))
                .as("but the id is still readable")
                .isEqualTo(Deletion.Reason.REFERENCED);
        deleteSubject("sale", true);
        assertThat(deleteSubject("line", true)).isEqualTo(List.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'nonsense'}",
                "",
                "{",
                "{'type':'record','name':'X'}",
                "'t.Unknown'",
                "{'type':'record','name':'X','fields':[{'name':'n','type':'int','default':'x'}]}"
            })
    void shouldSayWhyWhenTextIsNotASchema(String text) {
        assertThat(CandidateReader.read(state, text.replace('\'', '"'), List.of()))
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.why()).isNotBlank());
    }

    @Test
    void shouldSayWhichReferenceIsMissing() {
        assertThat(CandidateReader.read(state, "\"t.Line\"", List.of(new SchemaReference("t.Line", "line", 4))))
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.why())
                                .contains("t.Line", "version 4", "'line'", "register that first"));
    }

    @Test
    void shouldBeTheSameWhenTheLogIsReadAgain() {
        register("a", SALE);
        register("b", SALE_WITH_NOTE);
        register("a", SALE_WITH_NOTE);
        deleteVersion("a", 1, false);
        deleteVersion("a", 1, true);
        register("c", "'string'");

        LogRecordCodec codec = new LogRecordCodec();
        RegistryState replayed = new RegistryState();
        log.stream()
                .map(codec::encode)
                .map(encoded -> codec.decode(encoded.keyBytes(), encoded.valueBytes()))
                .forEach(replayed::apply);

        assertThat(replayed.subjects(true)).isEqualTo(state.subjects(true)).containsExactly("a", "b", "c");
        for (String subject : state.subjects(true)) {
            assertThat(replayed.versions(subject, true)).isEqualTo(state.versions(subject, true));
        }
        assertThat(replayed.highestId()).isEqualTo(3);
    }

    @Test
    void shouldRefuseLogWhenAnIdStandsForTwoSchemas() {
        register("a", SALE);

        assertThatThrownBy(() ->
                        state.apply(new LogRecord.Put(new SchemaVersion("b", 1, 1, "\"string\"", List.of(), false))))
                .hasMessageContaining("id 1 stands for two schemas");
        assertThatThrownBy(() -> state.apply(new LogRecord.Put(new SchemaVersion(
                        "b", 1, 2, state.latest("a").orElseThrow().schema(), List.of(), false))))
                .hasMessageContaining("one schema has two ids");
    }
}
