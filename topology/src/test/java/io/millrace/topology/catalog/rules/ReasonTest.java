package io.millrace.topology.catalog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.Quantity;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.KitComponent;
import io.millrace.events.catalog.Removal;
import io.millrace.events.catalog.Tenant;
import io.millrace.topology.catalog.Samples;
import io.millrace.topology.catalog.rules.Verdict.Refused;
import io.millrace.topology.catalog.state.CatalogState;
import io.millrace.topology.catalog.state.TenantCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each reason that rules give, and which of several goes first. Reasons of records that are no commands, or in the
/// wrong place, are tested with the topology.
class ReasonTest {
    private final CatalogState state = new CatalogState();
    private final TenantCatalog catalog = state.tenant(Samples.TENANT);

    @Test
    void shouldSayUnknownTenantWhenItsOwnRecordIsMissing() {
        assertThat(reason(Samples.command(Samples.item("milk")))).isEqualTo(Reason.UNKNOWN_TENANT);
    }

    @Test
    void shouldSayVersionConflictWhenTheRecordIsAtAnother() {
        put(Samples.tenant());
        put(Samples.item("milk"));
        Item changed = Samples.item("milk").toBuilder().name("Milk").build();

        assertThat(reason(Samples.command(changed, 0L))).isEqualTo(Reason.VERSION_CONFLICT);
        assertThat(reason(Samples.command(changed, 2L))).isEqualTo(Reason.VERSION_CONFLICT);
        assertThat(reason(Samples.command(Samples.item("bread"), 1L))).isEqualTo(Reason.VERSION_CONFLICT);
        assertThat(decide(Samples.command(changed, 1L))).isInstanceOf(Verdict.Put.class);
    }

    @Test
    void shouldSayNotFoundWhenThereIsNothingToRemove() {
        put(Samples.tenant());

        assertThat(reason(Samples.command(new Removal(CatalogKind.ITEM, "milk"))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void shouldNameEveryFieldAndGiveTheFirstReasonWhenSeveralAreWrong() {
        put(Samples.tenant());
        Item wrong = Samples.item("milk").toBuilder()
                .name(" ")
                .codes(List.of("4006381333932"))
                .likeItemId("cream")
                .build();

        Refused refused = (Refused) decide(Samples.command(wrong));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused.problems()).extracting(Problem::field).containsExactly("name", "codes[0]", "likeItemId");
    }

    @Test
    void shouldSayUnknownReferenceWhenWhatItNamesIsMissing() {
        put(Samples.tenant());

        assertThat(reason(Samples.command(Samples.term("s1", "milk")))).isEqualTo(Reason.UNKNOWN_REFERENCE);
    }

    @Test
    void shouldSayCircularWhenAKitWouldBeInsideItself() {
        put(Samples.tenant());
        put(Samples.item("inner"));
        put(kit("middle", "inner"));
        put(kit("outer", "middle"));

        assertThat(reason(Samples.command(kit("inner", "outer")))).isEqualTo(Reason.CIRCULAR);
        assertThat(reason(Samples.command(kit("inner", "inner")))).isEqualTo(Reason.CIRCULAR);
    }

    @Test
    void shouldSayCircularWhenALocationWouldSupplyItself() {
        put(Samples.tenant());
        put(Samples.location("a"));
        put(Samples.location("b").toBuilder().suppliedBy("a").build());

        assertThat(reason(Samples.command(
                        Samples.location("a").toBuilder().suppliedBy("b").build())))
                .isEqualTo(Reason.CIRCULAR);
    }

    @Test
    void shouldSayStillReferredToAndByWhatWhenOthersNeedIt() {
        put(Samples.tenant());
        put(Samples.supplier("s1"));
        put(Samples.item("milk"));
        put(Samples.term("s1", "milk"));

        Refused item = (Refused) decide(Samples.command(new Removal(CatalogKind.ITEM, "milk")));
        Refused tenant = (Refused) decide(Samples.command(new Removal(CatalogKind.TENANT, "acme")));
        Refused asKit = (Refused) decide(Samples.command(kit("milk", "bread")));

        assertThat(item.reason()).isEqualTo(Reason.STILL_REFERRED_TO);
        assertThat(item.problems().getFirst().detail()).contains("supplier term s1|milk");
        assertThat(tenant.reason()).isEqualTo(Reason.STILL_REFERRED_TO);
        assertThat(asKit.problems()).extracting(Problem::reason).contains(Reason.STILL_REFERRED_TO);
    }

    @Test
    void shouldLetGoWhenWhatReferredToItIsGone() {
        put(Samples.tenant());
        put(Samples.supplier("s1"));
        put(Samples.item("milk"));
        put(Samples.term("s1", "milk"));
        catalog.remove(CatalogKind.SUPPLIER_TERM, "s1|milk", 2);

        assertThat(decide(Samples.command(new Removal(CatalogKind.ITEM, "milk"))))
                .isEqualTo(new Verdict.Removed(2));
    }

    @Test
    void shouldSayLimitReachedWhenTheTenantHasAsManyAsItMay() {
        Tenant limited =
                Samples.tenant().toBuilder().limits(Map.of("items", 1L)).build();
        put(limited);
        put(Samples.item("milk"));

        assertThat(reason(Samples.command(Samples.item("bread")))).isEqualTo(Reason.LIMIT_REACHED);
        assertThat(decide(Samples.command(
                        Samples.item("milk").toBuilder().name("Milk").build())))
                .isInstanceOf(Verdict.Put.class);
    }

    private static Item kit(String id, String component) {
        return Samples.item(id).toBuilder()
                .components(List.of(new KitComponent(component, Quantity.of(2))))
                .build();
    }

    private void put(CatalogCommand.Body body) {
        if (decide(Samples.command(body)) instanceof Verdict.Put(var record)) {
            catalog.put(record);
        } else {
            throw new AssertionError("not accepted: " + decide(Samples.command(body)));
        }
    }

    private Verdict decide(CatalogCommand command) {
        var subject = CatalogRules.subject(command);
        return CatalogRules.decide(command, catalog.present(subject.kind(), subject.id()), catalog);
    }

    private Reason reason(CatalogCommand command) {
        return ((Refused) decide(command)).reason();
    }
}
