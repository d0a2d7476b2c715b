package io.millrace.topology.catalog;

import io.millrace.domain.Sku;
import io.millrace.domain.code.Article;
import io.millrace.domain.code.EmbeddedFormat;
import io.millrace.domain.code.Listing;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.KitComponent;
import io.millrace.events.catalog.Policy;
import io.millrace.topology.catalog.rules.EmbeddedCodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One tenant's catalogue as it is asked what a sale means. For one thread.
public final class CatalogListing implements Listing {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogListing.class);
    private static final long ONE = 1_000;

    private final String tenant;
    private final ItemStore items;
    private final CatalogStore<Policy> policies;
    private final Map<String, Item> tenantItems;
    private final Set<String> kits;
    private List<EmbeddedFormat> formats = List.of();
    private long formatsVersion = -1;

    public CatalogListing(String tenant, ItemStore items, CatalogStore<Policy> policies) {
        this.tenant = tenant;
        this.items = items;
        this.policies = policies;
        this.tenantItems = items.of(tenant);
        this.kits = items.kits(tenant);
    }

    @Override
    public boolean isKit(String item) {
        return !kits.isEmpty() && kits.contains(item);
    }

    @Override
    public Optional<Article> article(Sku item) {
        return Optional.ofNullable(tenantItems.get(item.value())).map(CatalogArticle::new);
    }

    @Override
    public Optional<Hit> byCode(String key) {
        ItemStore.Target target = items.byCode(tenant, key);
        return target == null
                ? Optional.empty()
                : Optional.of(new Hit(
                        new CatalogArticle(target.item()),
                        target.pack() == null ? ONE : target.pack().quantity().thousandths()));
    }

    @Override
    public List<EmbeddedFormat> formats() {
        long version = policies.version();
        if (version != formatsVersion) {
            formats = formatsOf(policies.all(tenant));
            formatsVersion = version;
        }
        return formats;
    }

    private static List<EmbeddedFormat> formatsOf(Iterable<Policy> policies) {
        List<Policy> wanted = new ArrayList<>();
        policies.forEach(policy -> {
            if (policy.kind().equals(EmbeddedCodes.KIND)) {
                wanted.add(policy);
            }
        });
        wanted.sort(Comparator.comparingInt(Policy::priority).thenComparing(Policy::policyId));
        return wanted.stream().flatMap(policy -> usable(policy).stream()).toList();
    }

    private static Optional<EmbeddedFormat> usable(Policy policy) {
        try {
            return Optional.of(EmbeddedCodes.format(policy));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("Policy {} of {} has no effect: {}", policy.policyId(), policy.tenantId(), malformed.getMessage());
            return Optional.empty();
        }
    }

    /// An item of the catalogue. What can't be, such as a pack of nothing, is passed over.
    private record CatalogArticle(Item record) implements Article {
        @Override
        public Sku item() {
            return Sku.of(record.itemId());
        }

        @Override
        public String unit() {
            return record.unitOfMeasure();
        }

        @Override
        public OptionalLong pack(String unit) {
            return record.packs().stream()
                    .filter(pack -> pack.unitOfMeasure().equalsIgnoreCase(unit)
                            && pack.quantity().isPositive())
                    .mapToLong(pack -> pack.quantity().thousandths())
                    .findFirst();
        }

        @Override
        public List<Part> parts() {
            return record.components().stream()
                    .filter(component -> component.quantity().isPositive())
                    .map(CatalogArticle::part)
                    .toList();
        }

        private static Part part(KitComponent component) {
            return new Part(Sku.of(component.itemId()), component.quantity().thousandths());
        }
    }
}
