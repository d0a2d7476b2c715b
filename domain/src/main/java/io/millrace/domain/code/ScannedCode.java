package io.millrace.domain.code;

import java.util.List;
import java.util.Optional;

/// A code as a scanner or a cashier gave it, taken apart.
///
/// @param key what to look the item up by: all writings of one number have the same key
/// @param carried what it says besides
public record ScannedCode(String key, Carried carried) {
    private static final int SHORTEST_GTIN = 8;

    /// Takes a code apart: a shop's own labels first, then GS1 element strings, then GTINs, PLUs and whatever else.
    public static ScannedCode of(String code, List<EmbeddedFormat> formats) {
        String text = code.strip();
        if (Gtin.isNumber(text)) {
            for (EmbeddedFormat format : formats) {
                Optional<ScannedCode> own = format.read(text);
                if (own.isPresent()) {
                    return own.get();
                }
            }
        }
        return ElementString.read(text).orElseGet(() -> new ScannedCode(keyOf(text), Carried.Nothing.NOTHING));
    }

    /// What a code in the catalogue is looked up by.
    public static String keyOf(String code) {
        if (Gtin.isValid(code)) {
            return Gtin.whole(code);
        }
        return code.length() < SHORTEST_GTIN && Gtin.isNumber(code) ? withoutZeros(code) : code;
    }

    /// A PLU is often written with leading zeros.
    private static String withoutZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }
}
