package io.millrace.topology.stock;

import io.millrace.domain.LaneKey;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.code.Listing;
import io.millrace.domain.stock.Shop;
import io.millrace.domain.stock.TillDay.Numbering;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Policy;
import io.millrace.events.catalog.Till;
import io.millrace.events.catalog.TillNumbering;
import io.millrace.topology.catalog.CatalogListing;
import io.millrace.topology.catalog.CatalogStore;
import io.millrace.topology.catalog.ItemStore;
import io.millrace.topology.stock.state.ItemSlot;
import io.millrace.topology.stock.state.LaneState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalogue as the ledger's rules ask for it.
final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final String LOW_STOCK = "LOW_STOCK";
    private static final String THRESHOLD = "threshold";

    private final ItemStore items;
    private final CatalogStore<Location> locations;
    private final CatalogStore<Till> tills;
    private final CatalogStore<Policy> policies;
    private final Map<String, LowStockRules> lowStock = new HashMap<>();
    private final Map<String, Listing> listings = new HashMap<>();

    Catalog(
            ItemStore items,
            CatalogStore<Location> locations,
            CatalogStore<Till> tills,
            CatalogStore<Policy> policies) {
        this.items = items;
        this.locations = locations;
        this.tills = tills;
        this.policies = policies;
    }

    boolean knows(LaneKey lane) {
        return locations.get(lane.tenant().value(), lane.location().value()) != null;
    }

    /// What lines mean at a location.
    Listing listing(LaneKey lane) {
        return listings.computeIfAbsent(lane.tenant().value(), tenant -> new CatalogListing(tenant, items, policies));
    }

    /// What the catalogue says of one location.
    Shop shop(LaneState lane) {
        return new LaneShop(lane, items.of(lane.key().tenant().value()));
    }

    Numbering numbering(LaneKey lane, String till) {
        Till known = tills.get(lane.tenant().value(), lane.location() + "|" + till);
        return known != null && known.numbering() == TillNumbering.SPARSE ? Numbering.SPARSE : Numbering.DENSE;
    }

    private final class LaneShop implements Shop {
        private final LaneState state;
        private final LaneKey lane;
        private final Map<String, Item> tenantItems;

        LaneShop(LaneState state, Map<String, Item> tenantItems) {
            this.state = state;
            this.lane = state.key();
            this.tenantItems = tenantItems;
        }

        @Override
        public boolean isListed(Sku item) {
            ItemSlot slot = state.slotIfKnown(item);
            return slot == null ? isInCatalog(item) : slot.isListed(items.version(), this::isInCatalog);
        }

        private boolean isInCatalog(Sku item) {
            return tenantItems.containsKey(item.value());
        }

        @Override
        public List<String> categoryPath(Sku item) {
            Item known = tenantItems.get(item.value());
            return known == null ? List.of() : known.categoryPath();
        }

        @Override
        public Numbering numbering(String till) {
            return Catalog.this.numbering(lane, till);
        }

        @Override
        public OptionalLong lowStock(Sku item) {
            LowStockRules rules = rules();
            return rules.rules.isEmpty()
                    ? OptionalLong.empty()
                    : rules.threshold(lane.location().value(), tenantItems.get(item.value()), item);
        }

        private LowStockRules rules() {
            String tenant = lane.tenant().value();
            LowStockRules known = lowStock.get(tenant);
            if (known == null || known.version != policies.version()) {
                known = LowStockRules.of(policies.version(), policies.all(tenant));
                lowStock.put(tenant, known);
            }
            return known;
        }
    }

    /// A policy on low stock, with its threshold in thousandths.
    private record LowStockRule(Policy policy, long threshold) {
        boolean matches(String location, @Nullable Item item, Sku sku) {
            return policy.match().entrySet().stream().allMatch(wanted -> switch (wanted.getKey()) {
                case "itemId" -> wanted.getValue().equals(sku.value());
                case "locationId" -> wanted.getValue().equals(location);
                case "category" ->
                    item != null && String.join("/", item.categoryPath()).startsWith(wanted.getValue());
                case "brand" -> item != null && wanted.getValue().equals(item.brand());
                default ->
                    item != null && wanted.getValue().equals(item.attributes().get(wanted.getKey()));
            });
        }
    }

    /// A tenant's policies on low stock, the first that matches winning.
    private record LowStockRules(long version, List<LowStockRule> rules) {
        static LowStockRules of(long version, Iterable<Policy> policies) {
            List<LowStockRule> rules = new ArrayList<>();
            for (Policy policy : policies) {
                if (policy.kind().equals(LOW_STOCK)) {
                    threshold(policy).ifPresent(threshold -> rules.add(new LowStockRule(policy, threshold)));
                }
            }
            rules.sort(Comparator.comparingInt((LowStockRule rule) -> rule.policy.priority())
                    .thenComparing(rule -> rule.policy.policyId()));
            return new LowStockRules(version, List.copyOf(rules));
        }

        private static OptionalLong threshold(Policy policy) {
            String text = policy.parameters().get(THRESHOLD);
            if (text == null) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(Quantity.parse(text).thousandths());
            } catch (IllegalArgumentException notANumber) {
                LOG.warn(
                        "Policy {} of {} has no effect: its threshold is no quantity: {}",
                        policy.policyId(),
                        policy.tenantId(),
                        notANumber.getMessage());
                return OptionalLong.empty();
            }
        }

        OptionalLong threshold(String location, @Nullable Item item, Sku sku) {
            for (LowStockRule rule : rules) {
                if (rule.matches(location, item, sku)) {
                    return OptionalLong.of(rule.threshold);
                }
            }
            return OptionalLong.empty();
        }
    }
}
