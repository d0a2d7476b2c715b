package io.millrace.domain.code;

import io.millrace.domain.Sku;
import java.util.Optional;
import java.util.OptionalLong;

/// A line as its sender said it.
///
/// @param item the item, if it was named
/// @param code what was scanned, empty if the item was named
/// @param thousandths how much, in thousandths of the unit
/// @param unit the unit, if it was named
/// @param unitPrice the price of one unit in ten-thousandths, if it was told
public record Said(Optional<Sku> item, String code, long thousandths, Optional<String> unit, OptionalLong unitPrice) {
    public static Said of(Sku item, long thousandths) {
        return new Said(Optional.of(item), "", thousandths, Optional.empty(), OptionalLong.empty());
    }
}
