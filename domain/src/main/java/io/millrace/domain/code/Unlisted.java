package io.millrace.domain.code;

import io.millrace.domain.Sku;
import java.util.List;
import java.util.Optional;

/// A catalogue without items, that knows how the tenant's own labels are made.
record Unlisted(List<EmbeddedFormat> formats) implements Listing {
    Unlisted {
        formats = List.copyOf(formats);
    }

    @Override
    public boolean isKit(String item) {
        return false;
    }

    @Override
    public Optional<Article> article(Sku item) {
        return Optional.empty();
    }

    @Override
    public Optional<Hit> byCode(String key) {
        return Optional.empty();
    }
}
