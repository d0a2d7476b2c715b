package io.millrace.topology.catalog.state;

import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Tenant;
import io.millrace.topology.catalog.rules.AttributeSchema;
import io.millrace.topology.catalog.rules.Known;
import io.millrace.topology.catalog.rules.Present;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import io.millrace.topology.catalog.rules.References;
import io.millrace.topology.segments.Cell;
import io.millrace.topology.segments.Slot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One tenant's master data, with what makes the rules quick: who has a code, who refers to whom.
public final class TenantCatalog implements Known {
    private static final int REFERRERS_TOLD = 5;

    private final String tenant;
    private final Consumer<Slot<?, ?>> touched;
    private final Map<CatalogKind, Map<String, RecordSlot>> records = new EnumMap<>(CatalogKind.class);
    private final Map<CatalogKind, Map<String, List<RecordSlot>>> referrers = new EnumMap<>(CatalogKind.class);
    private final Map<CatalogKind, Long> counts = new EnumMap<>(CatalogKind.class);
    private final Map<String, RecordSlot> codes = new HashMap<>();
    private final Map<UUID, Cell<UUID, Remembered>> commands = new HashMap<>();
    private final Map<CatalogKind, AttributeSchema> schemas = new EnumMap<>(CatalogKind.class);
    private @Nullable Tenant own;

    TenantCatalog(String tenant, Consumer<Slot<?, ?>> touched) {
        this.tenant = tenant;
        this.touched = touched;
    }

    /// What there is of a record.
    public Present present(CatalogKind kind, String id) {
        RecordSlot slot = slot(kind, id);
        return slot == null ? Present.NEVER : slot.present();
    }

    /// Takes in a record in its new version.
    public void put(Typed<?> record) {
        CatalogKind kind = record.kind().kind();
        RecordSlot slot = made(kind, record.id());
        forgetIndexOf(slot);
        slot.set(record.version(), record.encode());
        index(slot, record);
        changed(kind, slot);
    }

    /// Takes out a record.
    public void remove(CatalogKind kind, String id, long version) {
        RecordSlot slot = made(kind, id);
        forgetIndexOf(slot);
        slot.set(version, null);
        changed(kind, slot);
    }

    private void changed(CatalogKind kind, RecordSlot slot) {
        if (kind == CatalogKind.TENANT) {
            learnOwn();
        }
        touched.accept(slot);
    }

    /// The command of an identity, if it was carried out not too long ago.
    public @Nullable Remembered remembered(UUID commandId) {
        Cell<UUID, Remembered> cell = commands.get(commandId);
        return cell == null ? null : cell.value();
    }

    /// Keeps in mind that a command was carried out.
    public void remember(UUID commandId, Remembered command) {
        Cell<UUID, Remembered> cell = cell(commandId, command);
        cell.value(command);
        touched.accept(cell);
    }

    /// Forgets commands from before a time.
    void forget(long beforeMicros, Consumer<Slot<?, ?>> dropped) {
        Iterator<Cell<UUID, Remembered>> each = commands.values().iterator();
        while (each.hasNext()) {
            Cell<UUID, Remembered> cell = each.next();
            if (cell.value().atMicros() < beforeMicros) {
                each.remove();
                dropped.accept(cell);
            }
        }
    }

    Slot<?, ?> restored(RecordSlot.Id key, RecordSlot.Kept value) {
        RecordSlot slot = made(key.kind(), key.id());
        slot.value(value);
        return slot;
    }

    Slot<?, ?> restored(UUID commandId, Remembered command) {
        Cell<UUID, Remembered> cell = cell(commandId, command);
        cell.value(command);
        return cell;
    }

    /// Works out from the records what follows from them, once all of them are there.
    void index() {
        codes.clear();
        referrers.clear();
        counts.clear();
        learnOwn();
        records.values()
                .forEach(slots -> slots.values().forEach(slot -> {
                    Typed<?> record = slot.record();
                    if (record != null) {
                        index(slot, record);
                    }
                }));
    }

    private void index(RecordSlot slot, Typed<?> record) {
        counts.merge(slot.recordKind(), 1L, Long::sum);
        if (record.record() instanceof Item item) {
            References.codes(item).forEach(code -> codes.put(code, slot));
        }
        References.of(
                record.record(),
                (kind, id) -> referrersOf(kind)
                        .computeIfAbsent(id, _ -> new ArrayList<>(1))
                        .add(slot));
    }

    private void forgetIndexOf(RecordSlot slot) {
        Typed<?> before = slot.record();
        if (before == null) {
            return;
        }
        counts.merge(slot.recordKind(), -1L, Long::sum);
        if (before.record() instanceof Item item) {
            References.codes(item).forEach(code -> codes.remove(code, slot));
        }
        References.of(before.record(), (kind, id) -> {
            List<RecordSlot> known = referrersOf(kind).get(id);
            if (known != null) {
                known.remove(slot);
                if (known.isEmpty()) {
                    referrersOf(kind).remove(id);
                }
            }
        });
    }

    private Map<String, List<RecordSlot>> referrersOf(CatalogKind kind) {
        return referrers.computeIfAbsent(kind, _ -> new HashMap<>());
    }

    private RecordSlot made(CatalogKind kind, String id) {
        return records.computeIfAbsent(kind, _ -> new HashMap<>())
                .computeIfAbsent(id, missing -> new RecordSlot(tenant, kind, missing));
    }

    private Cell<UUID, Remembered> cell(UUID commandId, Remembered command) {
        return commands.computeIfAbsent(commandId, missing -> new Cell<>(Remembered.KIND, tenant, missing, command));
    }

    private @Nullable RecordSlot slot(CatalogKind kind, String id) {
        return records.getOrDefault(kind, Map.of()).get(id);
    }

    private @Nullable Typed<?> record(CatalogKind kind, String id) {
        RecordSlot slot = slot(kind, id);
        return slot == null ? null : slot.record();
    }

    @Override
    public boolean has(CatalogKind kind, String id) {
        RecordSlot slot = slot(kind, id);
        return slot != null && slot.isThere();
    }

    @Override
    public @Nullable Item item(String id) {
        Typed<?> found = record(CatalogKind.ITEM, id);
        return found != null && found.record() instanceof Item item ? item : null;
    }

    @Override
    public @Nullable Location location(String id) {
        Typed<?> found = record(CatalogKind.LOCATION, id);
        return found != null && found.record() instanceof Location location ? location : null;
    }

    @Override
    public @Nullable String ownerOf(String code) {
        RecordSlot slot = codes.get(code);
        return slot == null ? null : slot.id();
    }

    @Override
    public List<Referrer> referrers(CatalogKind kind, String id, Predicate<CatalogKind> by) {
        List<RecordSlot> all =
                kind == CatalogKind.TENANT ? anyOther() : referrersOf(kind).getOrDefault(id, List.of());
        return all.stream()
                .filter(slot -> by.test(slot.recordKind()))
                .map(slot -> new Referrer(slot.recordKind(), slot.id()))
                .distinct()
                .limit(REFERRERS_TOLD)
                .toList();
    }

    /// Everything is of the tenant; a few of it will do.
    private List<RecordSlot> anyOther() {
        return records.entrySet().stream()
                .filter(entry -> entry.getKey() != CatalogKind.TENANT)
                .flatMap(entry -> entry.getValue().values().stream()
                        .filter(RecordSlot::isThere)
                        .limit(1))
                .toList();
    }

    @Override
    public long count(CatalogKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    @Override
    public long limit(CatalogKind kind) {
        return own == null
                ? Long.MAX_VALUE
                : own.limits().getOrDefault(RecordKind.of(kind).plural(), Long.MAX_VALUE);
    }

    @Override
    public AttributeSchema attributes(CatalogKind kind) {
        return schemas.computeIfAbsent(kind, this::schema);
    }

    private AttributeSchema schema(CatalogKind kind) {
        String text = own == null ? null : own.attributeSchemas().get(kind.name());
        return text == null ? AttributeSchema.NONE : AttributeSchema.parse(text);
    }

    private void learnOwn() {
        Typed<?> found = record(CatalogKind.TENANT, tenant);
        own = found != null && found.record() instanceof Tenant record ? record : null;
        schemas.clear();
    }
}
