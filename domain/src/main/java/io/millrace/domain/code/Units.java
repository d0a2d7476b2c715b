package io.millrace.domain.code;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Units of measure that everybody agrees on: pieces, weights, volumes and lengths. Common names and the codes of
/// UN/ECE Recommendation 20 are known; case does not count.
public final class Units {
    private static final Map<String, Unit> UNITS = units();

    private enum Dimension {
        PIECES,
        WEIGHT,
        VOLUME,
        LENGTH
    }

    private record Unit(Dimension dimension, BigDecimal size) {}

    private Units() {}

    /// Whether two names are of the same unit.
    public static boolean same(String one, String other) {
        Optional<Unit> known = find(one);
        return one.equalsIgnoreCase(other) || (known.isPresent() && known.equals(find(other)));
    }

    /// How many of the second unit are in one of the first; empty if nobody can say.
    static Optional<Ratio> ratio(String from, String to) {
        Optional<Unit> first = find(from);
        Optional<Unit> second = find(to);
        return first.isPresent() && second.isPresent() && first.get().dimension == second.get().dimension
                ? Optional.of(new Ratio(first.get().size, second.get().size))
                : Optional.empty();
    }

    static boolean counts(String unit) {
        return find(unit).filter(known -> known.dimension == Dimension.PIECES).isPresent();
    }

    private static Optional<Unit> find(String name) {
        return Optional.ofNullable(UNITS.get(name.strip().toUpperCase(Locale.ROOT)));
    }

    private static Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        add(units, Dimension.PIECES, "1", "EA", "PCE", "PC", "PCS", "C62", "H87", "UN", "ST", "STK", "UNIT", "EACH");
        add(units, Dimension.PIECES, "12", "DZ", "DZN");
        add(units, Dimension.PIECES, "2", "PR", "PAIR");
        add(units, Dimension.WEIGHT, "0.001", "MG", "MGM");
        add(units, Dimension.WEIGHT, "1", "G", "GRM", "GR");
        add(units, Dimension.WEIGHT, "1000", "KG", "KGM");
        add(units, Dimension.WEIGHT, "1000000", "T", "TNE");
        add(units, Dimension.WEIGHT, "453.59237", "LB", "LBR");
        add(units, Dimension.WEIGHT, "28.349523125", "OZ", "ONZ");
        add(units, Dimension.VOLUME, "1", "ML", "MLT");
        add(units, Dimension.VOLUME, "10", "CL", "CLT");
        add(units, Dimension.VOLUME, "100", "DL", "DLT");
        add(units, Dimension.VOLUME, "1000", "L", "LTR");
        add(units, Dimension.VOLUME, "100000", "HL", "HLT");
        add(units, Dimension.LENGTH, "1", "MM", "MMT");
        add(units, Dimension.LENGTH, "10", "CM", "CMT");
        add(units, Dimension.LENGTH, "1000", "M", "MTR");
        return Map.copyOf(units);
    }

    private static void add(Map<String, Unit> units, Dimension dimension, String size, String... names) {
        for (String name : names) {
            units.put(name, new Unit(dimension, new BigDecimal(size)));
        }
    }
}
