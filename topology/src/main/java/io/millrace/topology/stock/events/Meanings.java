package io.millrace.topology.stock.events;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.code.Interpreter;
import io.millrace.domain.code.Listing;
import io.millrace.domain.code.Meant;
import io.millrace.domain.code.Said;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What lines mean by the catalogue, with the field at fault if they can't mean anything.
final class Meanings {
    private static final String CODE_ADVICE =
            " is in no catalogue, and can't be booked under itself; list it, or send the item's id: ";

    private final Interpreter interpreter;
    private final Listing listing;

    Meanings(Listing listing) {
        this.listing = listing;
        this.interpreter = new Interpreter(listing);
    }

    /// Whether a line that names an item and no unit means just what it says.
    boolean isPlain(@Nullable String itemId, @Nullable String unit) {
        return itemId != null && unit == null && !listing.isKit(itemId);
    }

    /// Of a line that may name a kit.
    List<Meant> parts(Said said, String path) {
        List<Meant> meant = meant(said, path, interpreter::parts);
        meant.forEach(part -> check(part, path));
        return meant;
    }

    /// Of a line whose item is moved as it is.
    Meant whole(Said said, String path) {
        Meant meant = meant(said, path, interpreter::whole);
        check(meant, path);
        return meant;
    }

    static Said said(
            @Nullable String itemId,
            @Nullable String code,
            Quantity quantity,
            @Nullable String unit,
            OptionalLong unitPrice,
            String path) {
        if (itemId == null && code == null) {
            throw new InvalidField(path + ".itemId", "the item is missing; name it by itemId, or send the scannedCode");
        }
        Optional<Sku> item = itemId == null ? Optional.empty() : Optional.of(Fields.sku(itemId, path + ".itemId"));
        return new Said(item, code == null ? "" : code, quantity.thousandths(), Optional.ofNullable(unit), unitPrice);
    }

    private static <T> T meant(Said said, String path, Function<Said, T> meaning) {
        try {
            return meaning.apply(said);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidField(
                    path + ".scannedCode", "'" + said.code() + "'" + CODE_ADVICE + malformed.getMessage());
        }
    }

    private static void check(Meant meant, String path) {
        if (meant.thousandths() <= 0) {
            throw new InvalidField(
                    path + ".quantity",
                    "it is less than a thousandth of " + meant.item() + "'s own unit; check the unit of measure");
        }
    }
}
