package io.millrace.schemas.topics;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.DayKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.OrderKey;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TenantId;
import io.millrace.domain.TillDayKey;
import io.millrace.events.catalog.Assortment;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Promotion;
import io.millrace.events.catalog.Supplier;
import io.millrace.events.catalog.SupplierTerm;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.demand.DemandOverride;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.events.demand.Forecast;
import io.millrace.events.demand.ForecastAccuracy;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ForecastJob;
import io.millrace.events.demand.ForecastJobResult;
import io.millrace.events.demand.ForecastRun;
import io.millrace.events.demand.ServedMethod;
import io.millrace.events.pos.TillEvent;
import io.millrace.events.security.Audit;
import io.millrace.events.stock.Alert;
import io.millrace.events.stock.GoodsLinked;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.Outcome;
import io.millrace.events.stock.Position;
import io.millrace.events.stock.Proof;
import io.millrace.events.stock.Rejected;
import io.millrace.events.stock.StockCommand;
import io.millrace.events.stock.TillCompleteness;
import io.millrace.events.supply.OnOrderChanged;
import io.millrace.events.supply.PurchaseOrder;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.AvroType;
import io.millrace.schemas.topics.Topic.Spread;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every topic of the system.
public final class Topics {
    private static final Retention SOURCE = new Retention.Days(90);
    private static final Retention COMPACTED = new Retention.Compacted();

    public static final Topic<LaneKey, TillEvent> SALES =
            lane("pos.sales.v1", TillEvent.TYPE, SOURCE, Application.INTAKE);
    public static final Topic<LaneKey, StockCommand> STOCK_COMMANDS =
            lane("stock.commands.v1", StockCommand.TYPE, SOURCE, Application.INTAKE);

    /// By tenant and number of the partition; the original key is inside.
    public static final Topic<CatalogKey, Rejected> INTAKE_REJECTED = new Topic<>(
            "intake.rejected.v1",
            KeyFormat.CATALOG,
            Rejected.TYPE,
            Spread.LANES,
            new Retention.Days(365),
            Application.INTAKE);

    public static final Topic<LaneKey, JournalEntry> JOURNAL =
            lane("stock.journal.v1", JournalEntry.TYPE, new Retention.Forever(), Application.STOCK_LEDGER);
    public static final Topic<ItemKey, Position> POSITIONS = new Topic<>(
            "stock.positions.v1", KeyFormat.ITEM, Position.TYPE, Spread.LANES, COMPACTED, Application.STOCK_LEDGER);
    public static final Topic<LaneKey, GoodsLinked> TRANSFERS =
            lane("stock.transfers.v1", GoodsLinked.TYPE, SOURCE, Application.STOCK_LEDGER);
    public static final Topic<LaneKey, Outcome> OUTCOMES =
            lane("stock.outcomes.v1", Outcome.TYPE, new Retention.Days(7), Application.STOCK_LEDGER);
    public static final Topic<LaneKey, Rejected> REJECTED =
            lane("stock.rejected.v1", Rejected.TYPE, new Retention.Days(365), Application.STOCK_LEDGER);
    public static final Topic<LaneKey, Alert> ALERTS =
            lane("stock.alerts.v1", Alert.TYPE, new Retention.Days(90), Application.STOCK_LEDGER);
    public static final Topic<TillDayKey, TillCompleteness> COMPLETENESS = new Topic<>(
            "stock.completeness.v1",
            KeyFormat.TILL_DAY,
            TillCompleteness.TYPE,
            Spread.LANES,
            COMPACTED,
            Application.STOCK_LEDGER);
    /// By tenant and number of the partition: a proof is about all lanes of a partition.
    public static final Topic<CatalogKey, Proof> PROOFS = new Topic<>(
            "stock.proofs.v1",
            KeyFormat.CATALOG,
            Proof.TYPE,
            Spread.LANES,
            new Retention.Days(30),
            Application.STOCK_LEDGER);

    public static final Topic<DayKey, DemandDay> DEMAND_DAYS = new Topic<>(
            "demand.days.v1", KeyFormat.ITEM_DAY, DemandDay.TYPE, Spread.LANES, COMPACTED, Application.DEMAND);
    public static final Topic<ItemKey, Forecast> FORECASTS = new Topic<>(
            "demand.forecasts.v1", KeyFormat.ITEM, Forecast.TYPE, Spread.LANES, COMPACTED, Application.FORECASTING);
    /// By item and method: what is not served, made to be compared.
    public static final Topic<SourceKey, Forecast> SHADOW_FORECASTS = new Topic<>(
            "demand.shadow-forecasts.v1",
            KeyFormat.ITEM_SOURCE,
            Forecast.TYPE,
            Spread.LANES,
            COMPACTED,
            Application.FORECASTING);
    public static final Topic<ItemKey, ForecastAccuracy> FORECAST_ACCURACY = new Topic<>(
            "demand.forecast-accuracy.v1",
            KeyFormat.ITEM,
            ForecastAccuracy.TYPE,
            Spread.LANES,
            new Retention.Days(400),
            Application.FORECASTING);
    /// By tenant and run, as are the three below; jobs and results by their number too.
    public static final Topic<CatalogKey, ForecastCommand> FORECAST_COMMANDS = new Topic<>(
            "demand.forecast-commands.v1",
            KeyFormat.CATALOG,
            ForecastCommand.TYPE,
            Spread.CATALOG,
            new Retention.Days(7),
            Application.INTAKE);
    public static final Topic<CatalogKey, ForecastRun> FORECAST_RUNS = new Topic<>(
            "demand.forecast-runs.v1",
            KeyFormat.CATALOG,
            ForecastRun.TYPE,
            Spread.CATALOG,
            COMPACTED,
            Application.FORECASTING);
    /// Drained by a share group.
    public static final Topic<CatalogKey, ForecastJob> FORECAST_JOBS = new Topic<>(
            "demand.forecast-jobs.v1",
            KeyFormat.CATALOG,
            ForecastJob.TYPE,
            Spread.CATALOG,
            new Retention.Days(7),
            Application.FORECASTING);
    public static final Topic<CatalogKey, ForecastJobResult> FORECAST_JOB_RESULTS = new Topic<>(
            "demand.forecast-job-results.v1",
            KeyFormat.CATALOG,
            ForecastJobResult.TYPE,
            Spread.CATALOG,
            new Retention.Days(7),
            Application.FORECASTING);
    /// By tenant; whose forecasts are served.
    public static final Topic<CatalogKey, ServedMethod> SERVED_METHODS = new Topic<>(
            "demand.served-methods.v1",
            KeyFormat.CATALOG,
            ServedMethod.TYPE,
            Spread.CATALOG,
            COMPACTED,
            Application.FORECASTING);
    /// By item and the override's id; written by the service that takes them in.
    public static final Topic<SourceKey, DemandOverride> FORECAST_OVERRIDES = new Topic<>(
            "demand.forecast-overrides.v1",
            KeyFormat.ITEM_SOURCE,
            DemandOverride.TYPE,
            Spread.LANES,
            COMPACTED,
            Application.INTAKE);
    /// Written by the service that takes them in, which checks what intake would check.
    public static final Topic<SourceKey, ExternalForecast> EXTERNAL_FORECASTS = new Topic<>(
            "demand.external-forecasts.v1",
            KeyFormat.ITEM_SOURCE,
            ExternalForecast.TYPE,
            Spread.LANES,
            COMPACTED,
            Application.INTAKE);

    public static final Topic<CatalogKey, CatalogCommand> CATALOG_COMMANDS = new Topic<>(
            "catalog.commands.v1",
            KeyFormat.CATALOG,
            CatalogCommand.TYPE,
            Spread.CATALOG,
            SOURCE,
            Application.OUTSIDERS);
    /// By tenant and the command's id.
    public static final Topic<CatalogKey, CatalogOutcome> CATALOG_OUTCOMES = new Topic<>(
            "catalog.outcomes.v1",
            KeyFormat.CATALOG,
            CatalogOutcome.TYPE,
            Spread.CATALOG,
            new Retention.Days(7),
            Application.CATALOGUE);
    /// By tenant, number of the partition, kind and id: each partition of lanes keeps the last of what concerns it.
    public static final Topic<CatalogKey, CatalogNotice> CATALOG_NOTICES = new Topic<>(
            "catalog.notices.v1",
            KeyFormat.CATALOG,
            CatalogNotice.TYPE,
            Spread.LANES,
            COMPACTED,
            Application.CATALOGUE);
    public static final Topic<CatalogKey, Item> ITEMS = catalog("catalog.items.v1", Item.TYPE);
    public static final Topic<CatalogKey, Location> LOCATIONS = catalog("catalog.locations.v1", Location.TYPE);
    public static final Topic<CatalogKey, Supplier> SUPPLIERS = catalog("catalog.suppliers.v1", Supplier.TYPE);
    public static final Topic<CatalogKey, SupplierTerm> SUPPLIER_TERMS =
            catalog("catalog.supplier-terms.v1", SupplierTerm.TYPE);
    public static final Topic<CatalogKey, Assortment> ASSORTMENTS = catalog("catalog.assortments.v1", Assortment.TYPE);
    public static final Topic<CatalogKey, Promotion> PROMOTIONS = catalog("catalog.promotions.v1", Promotion.TYPE);
    public static final Topic<CatalogKey, Calendar> CALENDARS = catalog("catalog.calendars.v1", Calendar.TYPE);
    public static final Topic<CatalogKey, Till> TILLS = catalog("catalog.tills.v1", Till.TYPE);
    public static final Topic<CatalogKey, Policy> POLICIES = catalog("catalog.policies.v1", Policy.TYPE);
    public static final Topic<CatalogKey, Tenant> TENANTS = catalog("catalog.tenants.v1", Tenant.TYPE);

    public static final Topic<OrderKey, PurchaseOrder> ORDERS = new Topic<>(
            "supply.orders.v1", KeyFormat.ORDER, PurchaseOrder.TYPE, Spread.LANES, COMPACTED, Application.REORDER);
    public static final Topic<LaneKey, OnOrderChanged> ON_ORDER_CHANGES =
            lane("supply.on-order-changes.v1", OnOrderChanged.TYPE, SOURCE, Application.REORDER);

    /// By tenant and operation. PostgreSQL keeps it for years; here it waits for that, and for whoever else listens.
    public static final Topic<CatalogKey, Audit> AUDITS = new Topic<>(
            "security.audits.v1", KeyFormat.CATALOG, Audit.TYPE, Spread.CATALOG, SOURCE, Application.SERVICE);

    private static final List<Topic<?, ?>> SHARED = List.of(
            SALES,
            STOCK_COMMANDS,
            INTAKE_REJECTED,
            JOURNAL,
            POSITIONS,
            TRANSFERS,
            OUTCOMES,
            REJECTED,
            ALERTS,
            COMPLETENESS,
            PROOFS,
            DEMAND_DAYS,
            FORECASTS,
            SHADOW_FORECASTS,
            FORECAST_ACCURACY,
            FORECAST_COMMANDS,
            FORECAST_RUNS,
            FORECAST_JOBS,
            FORECAST_JOB_RESULTS,
            SERVED_METHODS,
            FORECAST_OVERRIDES,
            EXTERNAL_FORECASTS,
            CATALOG_COMMANDS,
            CATALOG_OUTCOMES,
            CATALOG_NOTICES,
            ITEMS,
            LOCATIONS,
            SUPPLIERS,
            SUPPLIER_TERMS,
            ASSORTMENTS,
            PROMOTIONS,
            CALENDARS,
            TILLS,
            POLICIES,
            TENANTS,
            ORDERS,
            ON_ORDER_CHANGES,
            AUDITS);

    private Topics() {}

    /// The topics every installation has, whoever its tenants are.
    public static List<Topic<?, ?>> shared() {
        return SHARED;
    }

    /// The topic of a name, as it is in an installation whose topics carry this prefix; a tenant's own topics count
    /// too.
    public static Optional<Topic<?, ?>> named(String name, String prefix) {
        return Stream.concat(shared().stream(), ofTenantNamed(name, prefix))
                .<Topic<?, ?>>map(topic -> topic.prefixed(prefix))
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }

    private static Stream<Topic<?, ?>> ofTenantNamed(String name, String prefix) {
        return Stream.of(SALES, STOCK_COMMANDS)
                .map(shared -> prefix + shared.name() + ".")
                .filter(start -> name.startsWith(start) && name.length() > start.length())
                .flatMap(start -> ofTenant(TenantId.of(name.substring(start.length()))).stream());
    }

    /// The topics that one tenant's own systems write; intake carries their records into the shared ones.
    public static List<Topic<?, ?>> ofTenant(TenantId tenant) {
        return List.of(salesOf(tenant), stockCommandsOf(tenant));
    }

    /// Where one tenant's tills write.
    public static Topic<LaneKey, TillEvent> salesOf(TenantId tenant) {
        return ofTenant(SALES, tenant);
    }

    /// Where one tenant's store and warehouse systems write.
    public static Topic<LaneKey, StockCommand> stockCommandsOf(TenantId tenant) {
        return ofTenant(STOCK_COMMANDS, tenant);
    }

    private static <V extends AvroRoot> Topic<LaneKey, V> ofTenant(Topic<LaneKey, V> shared, TenantId tenant) {
        return lane(shared.name() + "." + tenant, shared.value(), shared.retention(), Application.OUTSIDERS);
    }

    private static <V extends AvroRoot> Topic<LaneKey, V> lane(
            String name, AvroType<V> value, Retention retention, Application writer) {
        return new Topic<>(name, KeyFormat.LANE, value, Spread.LANES, retention, writer);
    }

    private static <V extends AvroRoot> Topic<CatalogKey, V> catalog(String name, AvroType<V> value) {
        return new Topic<>(name, KeyFormat.CATALOG, value, Spread.CATALOG, COMPACTED, Application.CATALOGUE);
    }
}
