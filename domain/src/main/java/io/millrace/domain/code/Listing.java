package io.millrace.domain.code;

import io.millrace.domain.Sku;
import java.util.List;
import java.util.Optional;

/// The catalogue as it is asked what a sale means.
public interface Listing {
    /// The same without its items.
    default Listing withoutItems() {
        return new Unlisted(formats());
    }

    /// Whether an item is a kit: asked of every line of every sale.
    boolean isKit(String item);

    Optional<Article> article(Sku item);

    /// What a code stands for, by its key.
    Optional<Hit> byCode(String key);

    /// How the tenant's own labels carry prices and weights.
    List<EmbeddedFormat> formats();

    /// An article, and how many thousandths of its own unit one scan of the code stands for.
    record Hit(Article article, long thousandths) {}
}
