package io.millrace.domain.code;

import io.millrace.domain.Sku;
import io.millrace.domain.code.Article.Part;
import io.millrace.domain.code.Listing.Hit;
import io.millrace.domain.code.Meaning.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a line means: the code is looked up, the quantity turned into the item's own unit, and a kit taken apart.
///
/// - A named item goes before a code.
/// - A quantity is in the unit that is named. If none is, it is in what the code stands for: the item's own unit, or
///   the pack whose code was scanned.
/// - A weight, price or count inside the code says how much there is in each piece, unless the line names a unit that
///   does not count pieces: then the sender weighed by itself.
/// - What can't be turned into the item's own unit is taken as it stands, and marked.
public final class Interpreter {
    private static final long ONE = 1_000;
    private static final int DEPTH_MAX = 8;

    private final Listing listing;

    /// An item and how much of it there is, in thousandths of its own unit.
    private record Amount(long thousandths, Ratio ownPerSaid, boolean understood) {}

    public Interpreter(Listing listing) {
        this.listing = listing;
    }

    /// What is booked for a line whose item is stocked as it is.
    ///
    /// @throws IllegalArgumentException if a code that nobody knows can't be booked under itself
    public Meant whole(Said said) {
        if (said.item().isPresent()) {
            Sku item = said.item().get();
            return said.unit().isEmpty()
                    ? new Meant(item, said.thousandths(), Optional.empty())
                    : listing.article(item)
                            .map(article -> of(article, said, ONE, Carried.Nothing.NOTHING, false))
                            .orElseGet(() -> new Meant(item, said.thousandths(), Optional.empty()));
        }
        ScannedCode code = ScannedCode.of(said.code(), listing.formats());
        Optional<Hit> hit = listing.byCode(code.key());
        return hit.isPresent()
                ? of(hit.get().article(), said, hit.get().thousandths(), code.carried(), true)
                : unlisted(said, code);
    }

    /// What is booked for a line that may name a kit: the parts, in the order of the kit.
    ///
    /// @throws IllegalArgumentException as for a whole
    public List<Meant> parts(Said said) {
        Meant whole = whole(said);
        return listing.isKit(whole.item().value()) ? explode(whole) : List.of(whole);
    }

    /// Under the code itself, until somebody lists it. Labels of one item differ by their price: those go under the
    /// item they name.
    private static Meant unlisted(Said said, ScannedCode code) {
        if (code.carried() == Carried.Nothing.NOTHING) {
            return new Meant(Sku.of(said.code().strip()), said.thousandths(), Optional.empty());
        }
        Meaning meaning = new Meaning(Optional.empty(), Share.ALL, Ratio.ONE, false);
        return new Meant(Sku.of(code.key()), said.thousandths(), Optional.of(meaning));
    }

    private static Meant of(Article article, Said said, long scanned, Carried carried, boolean byCode) {
        Amount amount = amount(article, said, scanned, carried);
        boolean asSaid = !byCode && amount.understood && amount.thousandths == said.thousandths();
        return new Meant(
                article.item(),
                amount.thousandths,
                asSaid
                        ? Optional.empty()
                        : Optional.of(new Meaning(Optional.empty(), Share.ALL, amount.ownPerSaid, amount.understood)));
    }

    private static Amount amount(Article article, Said said, long scanned, Carried carried) {
        if (carried != Carried.Nothing.NOTHING && said.unit().map(Units::counts).orElse(true)) {
            return carried(article, said, carried);
        }
        if (said.unit().isEmpty()) {
            return in(said, Ratio.of(scanned, ONE));
        }
        String unit = said.unit().get();
        OptionalLong pack = article.pack(unit);
        if (pack.isPresent()) {
            return in(said, Ratio.of(pack.getAsLong(), ONE));
        }
        return Units.same(unit, article.unit())
                ? in(said, Ratio.ONE)
                : Units.ratio(unit, article.unit())
                        .map(ratio -> in(said, ratio))
                        .orElseGet(() -> asItStands(said));
    }

    private static Amount carried(Article article, Said said, Carried carried) {
        return switch (carried) {
            case Carried.Weight(long grams)
            when grams > 0 ->
                Units.ratio("G", article.unit())
                        .map(ratio -> new Amount(each(said, ratio.times(grams * ONE)), Ratio.ONE, true))
                        .orElseGet(() -> asItStands(said));
            case Carried.Price(long price) when price > 0 -> priced(article, said, price);
            case Carried.Count(long pieces)
            when pieces > 0 -> new Amount(each(said, Ratio.of(pieces, 1).times(ONE)), Ratio.ONE, true);
            case Carried.Weight _, Carried.Price _, Carried.Count _ -> asItStands(said);
            case Carried.Nothing _ -> in(said, Ratio.ONE);
        };
    }

    /// What is sold by the piece is that many pieces; what is weighed weighs what its price says.
    private static Amount priced(Article article, Said said, long price) {
        if (Units.counts(article.unit())) {
            return in(said, Ratio.ONE);
        }
        long unitPrice = said.unitPrice().orElse(0);
        return unitPrice > 0
                ? new Amount(each(said, Ratio.of(price, unitPrice).times(ONE)), Ratio.ONE, true)
                : asItStands(said);
    }

    private static long each(Said said, long thousandthsInOne) {
        return thousandthsInOne == 0 ? 0 : Ratio.of(thousandthsInOne, ONE).times(said.thousandths());
    }

    private static Amount in(Said said, Ratio ownPerSaid) {
        return new Amount(ownPerSaid.times(said.thousandths()), ownPerSaid, true);
    }

    private static Amount asItStands(Said said) {
        return new Amount(said.thousandths(), Ratio.ONE, false);
    }

    private List<Meant> explode(Meant kit) {
        List<Part> parts = new ArrayList<>();
        gather(kit.item(), kit.thousandths(), 0, parts);
        long all = 0;
        for (Part part : parts) {
            all += part.thousandths();
        }
        boolean understood = kit.meaning().map(Meaning::understood).orElse(true);
        List<Meant> meant = new ArrayList<>(parts.size());
        long before = 0;
        for (Part part : parts) {
            Share share = new Share(before, before + part.thousandths(), Math.max(1, all));
            before += part.thousandths();
            Meaning meaning = new Meaning(Optional.of(kit.item()), share, Ratio.ONE, understood);
            meant.add(new Meant(part.item(), part.thousandths(), Optional.of(meaning)));
        }
        return meant;
    }

    /// Kits inside of kits are taken apart too.
    private void gather(Sku item, long thousandths, int depth, List<Part> parts) {
        Optional<Article> article = depth < DEPTH_MAX ? listing.article(item) : Optional.empty();
        List<Part> inside = article.map(Article::parts).orElse(List.of());
        if (inside.isEmpty()) {
            parts.add(new Part(item, thousandths));
            return;
        }
        for (Part part : inside) {
            gather(part.item(), Ratio.of(part.thousandths(), ONE).times(thousandths), depth + 1, parts);
        }
    }
}
