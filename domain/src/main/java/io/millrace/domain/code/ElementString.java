package io.millrace.domain.code;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// GS1 element strings, as GS1-128, DataBar and DataMatrix carry them: application identifiers, each with its data.
final class ElementString {
    private static final char SEPARATOR = '\u001D';
    private static final String GTIN = "01";
    private static final String CONTENT = "02";
    private static final int SYMBOLOGY_LENGTH = 3;
    private static final int GRAMS_DECIMALS = 3;
    private static final int PRICE_DECIMALS = 4;
    private static final int CURRENCY_DIGITS = 3;
    private static final int MEASURE_DIGITS_MAX = 15;
    /// A count, kilograms, or a price without and with its currency.
    private static final Pattern MEASURES = Pattern.compile("30|37|310[0-3]|39[23][0-4]");

    /// Identifiers whose data has a fixed length, by their first two digits; all others end at a separator.
    private static final Map<String, Integer> FIXED = Map.ofEntries(
            Map.entry("00", 18),
            Map.entry("01", 14),
            Map.entry("02", 14),
            Map.entry("03", 14),
            Map.entry("04", 16),
            Map.entry("11", 6),
            Map.entry("12", 6),
            Map.entry("13", 6),
            Map.entry("14", 6),
            Map.entry("15", 6),
            Map.entry("16", 6),
            Map.entry("17", 6),
            Map.entry("18", 6),
            Map.entry("19", 6),
            Map.entry("20", 2),
            Map.entry("31", 6),
            Map.entry("32", 6),
            Map.entry("33", 6),
            Map.entry("34", 6),
            Map.entry("35", 6),
            Map.entry("36", 6),
            Map.entry("41", 13));

    private String gtin = "";
    private Carried carried = Carried.Nothing.NOTHING;

    private ElementString() {}

    /// What an element string says; empty if the text is none, or names no item.
    static Optional<ScannedCode> read(String text) {
        String data = withoutSymbology(text);
        ElementString found = new ElementString();
        boolean whole = data.startsWith("(") ? found.readPrinted(data) : looksLikeOne(data) && found.readRaw(data);
        return whole && Gtin.isValid(found.gtin)
                ? Optional.of(new ScannedCode(Gtin.whole(found.gtin), found.carried))
                : Optional.empty();
    }

    /// `]C1`, `]e0` and the like say what kind of symbol it was.
    private static String withoutSymbology(String text) {
        return text.startsWith("]") && text.length() > SYMBOLOGY_LENGTH ? text.substring(SYMBOLOGY_LENGTH) : text;
    }

    /// Longer than any GTIN, and beginning with one.
    private static boolean looksLikeOne(String data) {
        return data.length() >= GTIN.length() + Gtin.DIGITS && (data.startsWith(GTIN) || data.startsWith(CONTENT));
    }

    /// With the identifiers in brackets, as printed below the bars.
    private boolean readPrinted(String data) {
        int at = 0;
        while (at < data.length()) {
            int close = data.indexOf(')', at);
            if (data.charAt(at) != '(' || close < 0) {
                return false;
            }
            int next = data.indexOf('(', close);
            int end = next < 0 ? data.length() : next;
            if (!take(data.substring(at + 1, close), data.substring(close + 1, end))) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private boolean readRaw(String data) {
        int at = 0;
        while (at < data.length()) {
            if (data.charAt(at) == SEPARATOR) {
                at++;
                continue;
            }
            if (at + 2 > data.length()) {
                return false;
            }
            int identifier = identifierLength(data.substring(at, at + 2));
            int begin = at + identifier;
            Integer fixed = FIXED.get(data.substring(at, at + 2));
            int separator = data.indexOf(SEPARATOR, at);
            int end = fixed != null ? begin + fixed : separator < 0 ? data.length() : separator;
            if (begin > data.length()
                    || end > data.length()
                    || !take(data.substring(at, begin), data.substring(begin, end))) {
                return false;
            }
            at = end;
        }
        return true;
    }

    /// How many digits an identifier has that begins with these two.
    private static int identifierLength(String begin) {
        return switch (begin.charAt(0)) {
            case '3' -> begin.equals("30") || begin.equals("37") ? 2 : 4;
            case '4', '7' -> 3;
            case '8' -> 4;
            case '2' -> begin.equals("23") || begin.equals("24") || begin.equals("25") ? 3 : 2;
            default -> 2;
        };
    }

    /// Takes in one element; false if it can't be one.
    private boolean take(String identifier, String data) {
        if (!Gtin.isNumber(identifier) || data.isEmpty()) {
            return false;
        }
        if (identifier.equals(GTIN) || identifier.equals(CONTENT)) {
            gtin = data;
            return true;
        }
        return MEASURES.matcher(identifier).matches() ? measure(identifier, data) : true;
    }

    /// A measure that is no number can't be one.
    private boolean measure(String identifier, String data) {
        if (!Gtin.isNumber(data) || data.length() > MEASURE_DIGITS_MAX) {
            return false;
        }
        if (identifier.startsWith("310")) {
            carried = new Carried.Weight(scaled(data, identifier, GRAMS_DECIMALS));
        } else if (identifier.startsWith("392")) {
            carried = new Carried.Price(scaled(data, identifier, PRICE_DECIMALS));
        } else if (identifier.startsWith("393") && data.length() > CURRENCY_DIGITS) {
            carried = new Carried.Price(scaled(data.substring(CURRENCY_DIGITS), identifier, PRICE_DECIMALS));
        } else if (identifier.length() == 2) {
            carried = new Carried.Count(Long.parseLong(data));
        }
        return true;
    }

    /// The last digit of such an identifier says how many decimals the number has.
    private static long scaled(String data, String identifier, int wantedDecimals) {
        int decimals = identifier.charAt(identifier.length() - 1) - '0';
        long value = Long.parseLong(data);
        for (int i = decimals; i < wantedDecimals; i++) {
            value *= 10;
        }
        return value;
    }
}
