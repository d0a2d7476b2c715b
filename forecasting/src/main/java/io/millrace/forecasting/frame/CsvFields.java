package io.millrace.forecasting.frame;

import java.util.ArrayList;
import java.util.List;

/// One line of a CSV as its fields: separated by commas, quoted with double quotes where they need it.
public final class CsvFields {
    private CsvFields() {}

    public static String[] of(String line) {
        return line.indexOf('"') >= 0 ? quoted(line) : plain(line);
    }

    private static String[] plain(String line) {
        List<String> fields = new ArrayList<>(8);
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            fields.add(line.substring(from, comma).strip());
            from = comma + 1;
        }
        fields.add(line.substring(from).strip());
        return fields.toArray(String[]::new);
    }

    private static String[] quoted(String line) {
        List<String> fields = new ArrayList<>(8);
        StringBuilder field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"' && inside && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (letter == '"') {
                inside = !inside;
            } else if (letter == ',' && !inside) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString().strip());
        return fields.toArray(String[]::new);
    }

    /// The field as a CSV holds it.
    public static String written(String field) {
        boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0 && field.indexOf('\n') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
