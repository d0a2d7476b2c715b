package io.millrace.domain.stock;

import io.millrace.domain.stock.StockEvent.Goods;
import io.millrace.domain.stock.StockEvent.GoodsLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a sale was taken to mean when it was posted, though the catalogue has changed since: items and codes were
/// listed that were not known then.
final class Readings {
    private final Goods now;
    private final Map<Integer, GoodsLine> unlisted = new LinkedHashMap<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Integer> differences = new ArrayList<>();

    private Readings(Goods now, List<GoodsLine> unlisted) {
        this.now = now;
        Map<Integer, Integer> listed = new HashMap<>();
        now.lines().forEach(line -> listed.merge(line.number(), line.meaningDigest(), Integer::sum));
        for (GoodsLine line : unlisted) {
            int difference = line.meaningDigest() - listed.getOrDefault(line.number(), Goods.AS_SAID);
            if (difference != 0) {
                this.unlisted.put(line.number(), line);
                numbers.add(line.number());
                differences.add(difference);
            }
        }
    }

    /// The reading that sums up to a digest: what the sale means now, or that with one or two lines, or all of them, as
    /// if they were in no catalogue. Empty if there is none, since the catalogue changed in another way.
    static Optional<Goods> of(Goods now, List<GoodsLine> unlisted, int digest) {
        int missing = digest - now.meaningDigest();
        return missing == 0 ? Optional.of(now) : new Readings(now, unlisted).find(missing);
    }

    private Optional<Goods> find(int missing) {
        for (int i = 0; i < numbers.size(); i++) {
            if (differences.get(i) == missing) {
                return Optional.of(with(Set.of(numbers.get(i))));
            }
        }
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                if (differences.get(i) + differences.get(j) == missing) {
                    return Optional.of(with(Set.of(numbers.get(i), numbers.get(j))));
                }
            }
        }
        int all = differences.stream().mapToInt(Integer::intValue).sum();
        return all == missing ? Optional.of(with(unlisted.keySet())) : Optional.empty();
    }

    /// With these lines as if they were in no catalogue.
    private Goods with(Set<Integer> chosen) {
        List<GoodsLine> lines = new ArrayList<>();
        int last = -1;
        for (GoodsLine line : now.lines()) {
            if (!chosen.contains(line.number())) {
                lines.add(line);
            } else if (line.number() != last) {
                lines.add(unlisted.get(line.number()));
            }
            last = line.number();
        }
        return new Goods(now.kind(), lines, now.transfer());
    }
}
