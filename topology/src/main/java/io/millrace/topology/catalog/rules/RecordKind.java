package io.millrace.topology.catalog.rules;

import io.millrace.domain.CatalogKey;
import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Supplier;
import io.millrace.events.catalog.SupplierTerm;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// A kind of master data: its topic, and what all kinds have in common.
///
/// @param kind its symbol in the contract
/// @param singular what people call one, such as `supplier term`
/// @param topic where its records are
/// @param tenant whose a record is
/// @param id its id within the tenant; parts are joined by `|`
/// @param version how often it changed
/// @param versioned the record with another version
/// @param attributes the tenant's own fields
/// @param <R> the record
public record RecordKind<R extends AvroRoot & CatalogCommand.Body>(
        CatalogKind kind,
        String singular,
        Topic<CatalogKey, R> topic,
        Function<R, String> tenant,
        Function<R, String> id,
        ToLongFunction<R> version,
        Versioned<R> versioned,
        Function<R, Map<String, String>> attributes) {
    public static final RecordKind<Item> ITEM = new RecordKind<>(
            CatalogKind.ITEM,
            "item",
            Topics.ITEMS,
            Item::tenantId,
            Item::itemId,
            Item::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Item::attributes);
    public static final RecordKind<Location> LOCATION = new RecordKind<>(
            CatalogKind.LOCATION,
            "location",
            Topics.LOCATIONS,
            Location::tenantId,
            Location::locationId,
            Location::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Location::attributes);
    public static final RecordKind<Supplier> SUPPLIER = new RecordKind<>(
            CatalogKind.SUPPLIER,
            "supplier",
            Topics.SUPPLIERS,
            Supplier::tenantId,
            Supplier::supplierId,
            Supplier::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Supplier::attributes);
    public static final RecordKind<SupplierTerm> SUPPLIER_TERM = new RecordKind<>(
            CatalogKind.SUPPLIER_TERM,
            "supplier term",
            Topics.SUPPLIER_TERMS,
            SupplierTerm::tenantId,
            RecordKind::idOf,
            SupplierTerm::version,
            (record, version) -> record.toBuilder().version(version).build(),
            SupplierTerm::attributes);
    public static final RecordKind<Assortment> ASSORTMENT = new RecordKind<>(
            CatalogKind.ASSORTMENT,
            "assortment",
            Topics.ASSORTMENTS,
            Assortment::tenantId,
            record -> record.locationId() + "|" + record.itemId(),
            Assortment::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Assortment::attributes);
    public static final RecordKind<Promotion> PROMOTION = new RecordKind<>(
            CatalogKind.PROMOTION,
            "promotion",
            Topics.PROMOTIONS,
            Promotion::tenantId,
            Promotion::promotionId,
            Promotion::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Promotion::attributes);
    public static final RecordKind<Calendar> CALENDAR = new RecordKind<>(
            CatalogKind.CALENDAR,
            "calendar",
            Topics.CALENDARS,
            Calendar::tenantId,
            Calendar::calendarId,
            Calendar::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Calendar::attributes);
    public static final RecordKind<Till> TILL = new RecordKind<>(
            CatalogKind.TILL,
            "till",
            Topics.TILLS,
            Till::tenantId,
            record -> record.locationId() + "|" + record.till(),
            Till::version,
            (record, version) -> record.toBuilder().version(version).build(),
            Till::attributes);
    public static final RecordKind<Policy> POLICY = new RecordKind<>(
            CatalogKind.POLICY,
            "policy",
            Topics.POLICIES,
            Policy::tenantId,
            Policy::policyId,
            Policy::version,
            (record, version) -> record.toBuilder().version(version).build(),
            _ -> Map.of());
    public static final RecordKind<Tenant> TENANT = new RecordKind<>(
            CatalogKind.TENANT,
            "tenant",
            Topics.TENANTS,
            Tenant::tenantId,
            Tenant::tenantId,
            Tenant::version,
            (record, version) -> record.toBuilder().version(version).build(),
            _ -> Map.of());

    /// All kinds, in the order of the contract.
    public static final List<RecordKind<?>> ALL =
            List.of(ITEM, LOCATION, SUPPLIER, SUPPLIER_TERM, ASSORTMENT, PROMOTION, CALENDAR, TILL, POLICY, TENANT);

    private static final String TOPICS = "catalog.";
    private static final Map<CatalogKind, RecordKind<?>> BY_SYMBOL =
            ALL.stream().collect(Collectors.toUnmodifiableMap(RecordKind::kind, Function.identity()));

    /// Gives a record another version.
    ///
    /// @param <R> the record
    public interface Versioned<R> {
        R with(R record, long version);
    }

    /// A record with its kind.
    ///
    /// @param <R> the record
    public record Typed<R extends AvroRoot & CatalogCommand.Body>(RecordKind<R> kind, R record) {
        public String tenant() {
            return kind.tenant.apply(record);
        }

        public String id() {
            return kind.id.apply(record);
        }

        public long version() {
            return kind.version.applyAsLong(record);
        }

        public Map<String, String> attributes() {
            return kind.attributes.apply(record);
        }

        public Typed<R> version(long version) {
            return new Typed<>(kind, kind.versioned.with(record, version));
        }

        public byte[] encode() {
            return kind.topic.value().encode(record);
        }
    }

    /// The kind of a symbol.
    ///
    /// @throws IllegalArgumentException if this version knows none
    public static RecordKind<?> of(CatalogKind symbol) {
        RecordKind<?> kind = BY_SYMBOL.get(symbol);
        if (kind == null) {
            throw new IllegalArgumentException("there are no records of kind " + symbol);
        }
        return kind;
    }

    /// The record that this kind's encoding stands for.
    public Typed<R> decode(byte[] encoded) {
        return new Typed<>(this, topic.value().decode(encoded));
    }

    /// What many are called in names of topics and of limits: `items`, `supplier-terms`.
    public String plural() {
        return topic.name().substring(TOPICS.length(), topic.name().lastIndexOf('.'));
    }

    static String idOf(SupplierTerm term) {
        String id = term.supplierId() + "|" + term.itemId();
        return term.locationId() == null ? id : id + "|" + term.locationId();
    }
}
