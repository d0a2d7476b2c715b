package io.millrace.forecasting.frame;

import io.millrace.forecasting.Signal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a file has what: the columns it must have, the signals it may have, and all others, which tell of the series.
record CsvColumns(
        int count, int id, int date, int quantity, Map<Signal, Integer> signals, Map<String, Integer> attributes) {
    private static final Map<String, Signal> SIGNALS =
            Map.of("price", Signal.PRICE, "promo", Signal.PROMOTION, "in_stock", Signal.IN_STOCK);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static CsvColumns of(String header) {
        String text = header.isEmpty() || header.charAt(0) != BYTE_ORDER_MARK ? header : header.substring(1);
        List<String> names = Arrays.asList(CsvFields.of(text));
        Map<Signal, Integer> signals = new EnumMap<>(Signal.class);
        Map<String, Integer> attributes = new LinkedHashMap<>();
        int id = required(names, "series_id");
        int date = required(names, "date");
        int quantity = required(names, "quantity");
        for (int i = 0; i < names.size(); i++) {
            if (SIGNALS.containsKey(names.get(i))) {
                signals.put(SIGNALS.get(names.get(i)), i);
            } else if (i != id && i != date && i != quantity && !names.get(i).isEmpty()) {
                attributes.put(names.get(i), i);
            }
        }
        return new CsvColumns(names.size(), id, date, quantity, signals, attributes);
    }

    private static int required(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new UnreadableCsvException("The first line has no column '" + name + "' (it has "
                    + String.join(",", names) + "); name the columns series_id,date,quantity");
        }
        return index;
    }
}
