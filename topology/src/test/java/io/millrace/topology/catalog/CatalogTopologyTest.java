package io.millrace.topology.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.LaneKey;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.CatalogProblem;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Removal;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.testkit.GoldenTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogTopologyTest {
    private final CatalogFixture catalog = new CatalogFixture();

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void shouldBeTheTopologyThatWasAgreed() {
        var topology = CatalogTopology.build(
                new CatalogSettings("", 3, 12, Duration.ofDays(35)), new InMemorySchemaRegistry());

        GoldenTopology.check("catalog", topology, Path.of("..", "docs", "topologies"));
    }

    @Test
    void shouldWriteRecordOutcomeAndNoticesWhenAnItemIsPut() {
        catalog.harness().receivedValues(Topics.CATALOG_NOTICES);

        CatalogOutcome outcome = catalog.put(Samples.item("milk"));

        assertThat(outcome.status()).isEqualTo(CatalogStatus.ACCEPTED);
        assertThat(outcome.version()).isEqualTo(1);
        var record = catalog.harness().received(Topics.ITEMS).getLast();
        assertThat(record.key.text()).isEqualTo("acme|milk");
        assertThat(record.value.version()).isEqualTo(1);
        var notices = catalog.harness().received(Topics.CATALOG_NOTICES);
        assertThat(notices)
                .extracting(notice -> notice.key.text())
                .containsExactly("acme|0|ITEM|milk", "acme|1|ITEM|milk", "acme|2|ITEM|milk");
        assertThat(notices).allMatch(notice -> notice.value.body() == null && !notice.value.removed());
    }

    @Test
    void shouldTellOnlyTheLanesPartitionWhenALocationOrWhatIsInItChanges() {
        catalog.put(Samples.item("milk"));
        catalog.harness().received(Topics.CATALOG_NOTICES);
        int lane = LanePartitioner.partition(LaneKey.of("acme", "store-7"), 3);

        catalog.put(Samples.location("store-7"));
        catalog.put(Samples.till("store-7", "t1"));
        catalog.put(Samples.assortment("store-7", "milk"));

        var notices = catalog.harness().received(Topics.CATALOG_NOTICES);
        assertThat(notices)
                .extracting(notice -> notice.key.text())
                .containsExactly(
                        "acme|" + lane + "|LOCATION|store-7",
                        "acme|" + lane + "|TILL|store-7|t1",
                        "acme|" + lane + "|ASSORTMENT|store-7|milk");
        assertThat(notices).allMatch(notice -> notice.value.body() != null);
    }

    @Test
    void shouldLetOneWinAndTellTheOtherWhenTwoWritersChangeOneItem() {
        catalog.put(Samples.item("milk"), 0L);
        Item seen = Samples.item("milk");

        CatalogOutcome first = catalog.put(seen.toBuilder().name("Milk 1 l").build(), 1L);
        CatalogOutcome second = catalog.put(seen.toBuilder().name("Milch").build(), 1L);

        assertThat(first.status()).isEqualTo(CatalogStatus.ACCEPTED);
        assertThat(second.status()).isEqualTo(CatalogStatus.REJECTED);
        assertThat(second.reason()).isEqualTo("VERSION_CONFLICT");
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.problems().getFirst().detail()).contains("version 2");
        assertThat(catalog.harness().receivedValues(Topics.ITEMS))
                .extracting(Item::name)
                .containsExactly("milk", "Milk 1 l");
    }

    @Test
    void shouldAnswerRepeatedAndConflictWhenACommandComesAgain() {
        CatalogCommand command = Samples.command(Samples.item("milk"));
        catalog.send(command);
        catalog.put(Samples.item("milk").toBuilder().name("Milk 1 l").build());

        CatalogOutcome again = catalog.send(command);
        CatalogOutcome other =
                catalog.send(command.toBuilder().body(Samples.item("bread")).build());

        assertThat(again.status()).isEqualTo(CatalogStatus.REPEATED);
        assertThat(again.version()).isEqualTo(1);
        assertThat(other.reason()).isEqualTo("CONFLICT");
        assertThat(catalog.harness().receivedValues(Topics.ITEMS)).hasSize(2);
    }

    @Test
    void shouldJudgeAgainWhenARefusedCommandComesAgain() {
        CatalogCommand command = Samples.command(Samples.assortment("store-1", "milk"));
        CatalogOutcome before = catalog.send(command);
        catalog.put(Samples.item("milk"));
        catalog.put(Samples.location("store-1"));

        CatalogOutcome after = catalog.send(command);

        assertThat(before.reason()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(before.problems()).extracting(CatalogProblem::field).containsExactly("locationId", "itemId");
        assertThat(after.status()).isEqualTo(CatalogStatus.ACCEPTED);
    }

    @Test
    void shouldForgetCommandsAfterTheirTime() {
        CatalogCommand command = Samples.command(Samples.item("milk"));
        catalog.send(command);

        catalog.harness().pass(Duration.ofDays(36));

        assertThat(catalog.send(command).status()).isEqualTo(CatalogStatus.UNCHANGED);
    }

    @Test
    void shouldWriteNothingWhenAPutChangesNothing() {
        catalog.put(Samples.item("milk"));

        CatalogOutcome outcome = catalog.put(Samples.item("milk"));

        assertThat(outcome.status()).isEqualTo(CatalogStatus.UNCHANGED);
        assertThat(outcome.version()).isEqualTo(1);
        assertThat(catalog.harness().receivedValues(Topics.ITEMS)).hasSize(1);
    }

    @Test
    void shouldRemoveAndCountOnWhenARecordGoesAndComesBack() {
        catalog.put(Samples.item("milk"));
        catalog.harness().received(Topics.CATALOG_NOTICES);

        CatalogOutcome gone = catalog.put(new Removal(CatalogKind.ITEM, "milk"), 1L);
        List<CatalogNotice> notices = catalog.harness().receivedValues(Topics.CATALOG_NOTICES);
        CatalogOutcome back = catalog.put(Samples.item("milk"), 0L);

        assertThat(gone.version()).isEqualTo(2);
        assertThat(notices).hasSize(3).allMatch(notice -> notice.removed() && notice.version() == 2);
        assertThat(back.version()).isEqualTo(3);
        assertThat(catalog.harness().received(Topics.ITEMS))
                .extracting(record -> record.value == null)
                .containsExactly(false, true, false);
    }

    @Test
    void shouldGiveACodeToAnotherOnceItsOwnerIsGone() {
        catalog.put(
                Samples.item("milk").toBuilder().codes(List.of("012345678905")).build());
        Item taker =
                Samples.item("oat").toBuilder().codes(List.of("0012345678905")).build();

        CatalogOutcome taken = catalog.put(taker);
        catalog.put(new Removal(CatalogKind.ITEM, "milk"));
        CatalogOutcome free = catalog.put(taker);

        assertThat(taken.reason()).isEqualTo("CODE_TAKEN");
        assertThat(taken.problems().getFirst().detail()).contains("item milk");
        assertThat(free.status()).isEqualTo(CatalogStatus.ACCEPTED);
    }

    @Test
    void shouldTellAnOutcomeWhenNobodyCanReadTheCommand() {
        byte[] garbage = "no command".getBytes(StandardCharsets.UTF_8);

        catalog.harness().sendRaw(Topics.CATALOG_COMMANDS, "acme|milk".getBytes(StandardCharsets.UTF_8), garbage);
        CatalogOutcome ofTenant = catalog.lastOutcome();
        catalog.harness().sendRaw(Topics.CATALOG_COMMANDS, new byte[] {1}, garbage);
        CatalogOutcome ofNobody = catalog.lastOutcome();

        assertThat(ofTenant.reason()).isEqualTo("UNREADABLE");
        assertThat(ofTenant.tenantId()).isEqualTo("acme");
        assertThat(ofTenant.id()).isEqualTo("milk");
        assertThat(ofTenant.problems().getFirst().detail()).contains("catalog.commands.v1, partition 0, offset 1");
        assertThat(ofNobody.tenantId()).isEqualTo("-");
        assertThat(catalog.statusOf(Samples.item("bread"))).isEqualTo(CatalogStatus.ACCEPTED);
    }

    @Test
    void shouldRejectWhenTheKeyIsOfAnotherTenantOrRecord() {
        CatalogCommand command = Samples.command(Samples.item("milk"));

        catalog.harness()
                .send(
                        Topics.CATALOG_COMMANDS,
                        io.millrace.domain.CatalogKey.of("other", "milk"),
                        command,
                        Samples.NOON);
        CatalogOutcome otherTenant = catalog.lastOutcome();
        catalog.harness()
                .send(
                        Topics.CATALOG_COMMANDS,
                        io.millrace.domain.CatalogKey.of("acme", "bread"),
                        command,
                        Samples.NOON);
        CatalogOutcome otherRecord = catalog.lastOutcome();
        CatalogOutcome foreignBody = catalog.send(Samples.command(
                Samples.item("milk").toBuilder().tenantId("other").build()));

        assertThat(List.of(otherTenant, otherRecord, foreignBody))
                .extracting(CatalogOutcome::reason)
                .containsOnly("WRONG_KEY");
        assertThat(catalog.harness().receivedValues(Topics.ITEMS)).isEmpty();
    }

    @Test
    void shouldApplyTheTenantsOwnSchemaOnceItIsThere() {
        String schema = "{\"properties\": {\"fat\": {\"type\": \"number\", \"maximum\": 100},"
                + " \"origin\": {\"enum\": [\"DE\", \"AT\"]}}, \"required\": [\"origin\"]}";
        catalog.put(Samples.tenant().toBuilder()
                .attributeSchemas(java.util.Map.of("ITEM", schema))
                .build());
        Item item = Samples.item("milk");

        CatalogOutcome wrong = catalog.put(
                item.toBuilder().attributes(java.util.Map.of("fat", "3000")).build());
        CatalogOutcome right = catalog.put(item.toBuilder()
                .attributes(java.util.Map.of("fat", "3.5", "origin", "DE"))
                .build());

        assertThat(wrong.reason()).isEqualTo("INVALID_ATTRIBUTE");
        assertThat(wrong.problems())
                .extracting(CatalogProblem::field)
                .containsExactlyInAnyOrder("attributes.fat", "attributes.origin");
        assertThat(right.status()).isEqualTo(CatalogStatus.ACCEPTED);
    }
}
