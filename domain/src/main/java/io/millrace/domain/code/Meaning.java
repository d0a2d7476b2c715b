package io.millrace.domain.code;

import io.millrace.domain.Sku;
import java.util.Optional;

/// How a line came to mean something else than its own item and quantity.
///
/// @param kit the kit that was named, if the item is a part of it
/// @param share which part of the line's amount is this item's
/// @param ownPerSaid how many of the item's own unit are in one of the unit that was said
/// @param understood false if the quantity could not be turned into the item's own unit, and was taken as it stands
public record Meaning(Optional<Sku> kit, Share share, Ratio ownPerSaid, boolean understood) {
    /// From where to where, out of how much: shares of one line add up to all of it.
    public record Share(long from, long to, long of) {
        public static final Share ALL = new Share(0, 1, 1);

        /// This share of an amount.
        public long part(long amount) {
            return upTo(to, amount) - upTo(from, amount);
        }

        private long upTo(long point, long amount) {
            return point == 0 ? 0 : point == of ? amount : Ratio.of(point, of).times(amount);
        }
    }
}
