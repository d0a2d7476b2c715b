package io.millrace.topology.catalog.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.catalog.CatalogKind;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.topology.catalog.Samples;
import io.millrace.topology.catalog.rules.CatalogRules;
import io.millrace.topology.segments.Slot;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogStateTest {
    private static final UUID COMMAND = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

    @Test
    void shouldBeTheSameWhenItIsRestored() {
        List<Slot<?, ?>> touched = new ArrayList<>();
        CatalogState before = new CatalogState();
        before.begin(touched::add);
        TenantCatalog catalog = before.tenant("acme");
        catalog.put(CatalogRules.typed(Samples.supplier("s1")).version(1));
        catalog.put(CatalogRules.typed(Samples.item("milk").toBuilder()
                        .codes(List.of("4006381333931"))
                        .build())
                .version(4));
        catalog.put(CatalogRules.typed(Samples.term("s1", "milk")).version(1));
        catalog.put(CatalogRules.typed(Samples.item("bread")).version(1));
        catalog.remove(CatalogKind.ITEM, "bread", 2);
        catalog.remember(COMMAND, new Remembered(7, 4, 1_000));

        CatalogState after = new CatalogState();
        touched.forEach(slot -> restore(after, slot));
        after.begin(_ -> {});

        TenantCatalog restored = after.tenant("acme");
        assertThat(restored.present(CatalogKind.ITEM, "milk")).isEqualTo(catalog.present(CatalogKind.ITEM, "milk"));
        assertThat(restored.present(CatalogKind.ITEM, "bread").version()).isEqualTo(2);
        assertThat(restored.has(CatalogKind.ITEM, "bread")).isFalse();
        assertThat(restored.ownerOf("04006381333931")).isEqualTo("milk");
        assertThat(restored.count(CatalogKind.ITEM)).isEqualTo(1);
        assertThat(restored.referrers(CatalogKind.ITEM, "milk", _ -> true)).hasSize(1);
        assertThat(restored.remembered(COMMAND)).isEqualTo(new Remembered(7, 4, 1_000));
    }

    /// What these bytes are must never change: there are logs that hold them.
    @Test
    void shouldReadWhatEarlierVersionsWrote() {
        assertThat(written(new Remembered(7, 4, 1_000)))
                .isEqualTo("0190a1b2c3d47e5f8a9b0c1d2e3f4a5b" + "0000000708d00f");
        RecordSlot gone = new RecordSlot("acme", CatalogKind.TILL, "s1|t1");
        gone.set(3, null);
        assertThat(written(gone)).isEqualTo("08" + "54494c4c" + "0a" + "73317c7431" + "0600");
        gone.set(4, new byte[] {1, 2});
        assertThat(written(gone)).isEqualTo("08" + "54494c4c" + "0a" + "73317c7431" + "0801040102");
    }

    private static String written(Remembered command) {
        AvroWriter out = new AvroWriter(64);
        Remembered.KIND.writeKey(COMMAND, out);
        Remembered.KIND.writeValue(command, out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static <K, V> String written(Slot<K, V> slot) {
        AvroWriter out = new AvroWriter(64);
        slot.kind().writeKey(slot.key(), out);
        slot.kind().writeValue(slot.value(), out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static <K, V> void restore(CatalogState state, Slot<K, V> slot) {
        byte[] bytes = HexFormat.of().parseHex(written(slot));
        state.restore(slot.kind().tag(), slot.scope(), new AvroReader(bytes, 0, bytes.length));
    }
}
