package io.millrace.ledger.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a file row by row: a table with a heading (`.csv`, comma or semicolon, RFC 4180), or a JSON object a line
/// (`.ndjson`, `.jsonl`). It holds one row at a time, which may have a million characters.
public final class RowReader implements AutoCloseable {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int END = -1;
    private static final int ROW_CHARACTERS_MAX = 1 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PushbackReader source;
    private final boolean lines;
    private char separator = ',';
    private List<String> heading = List.of();
    private long number;
    private int characters;
    private boolean cut;

    private RowReader(PushbackReader source, boolean lines) {
        this.source = source;
        this.lines = lines;
    }

    /// Opens a file, and reads the heading of a table.
    public static RowReader open(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean lines = name.endsWith(".ndjson") || name.endsWith(".jsonl");
        return open(Files.newBufferedReader(file, StandardCharsets.UTF_8), lines);
    }

    /// Reads the heading of a table, or begins to read lines of JSON.
    ///
    /// @param text is closed with the reader
    public static RowReader open(Reader text, boolean lines) throws IOException {
        RowReader reader = new RowReader(new PushbackReader(text), lines);
        reader.begin();
        return reader;
    }

    private void begin() throws IOException {
        int first = source.read();
        if (first != BYTE_ORDER_MARK && first != END) {
            source.unread(first);
        }
        if (!lines) {
            String line = cells('\n').getFirst();
            separator = line.contains(";") ? ';' : ',';
            heading = List.of(line.strip().split(String.valueOf(separator), -1)).stream()
                    .map(column -> column.strip().replaceAll("^\"|\"$", ""))
                    .toList();
        }
    }

    /// The columns of a table; empty for lines of JSON.
    public List<String> heading() {
        return heading;
    }

    /// The next row; empty after the last.
    public Optional<Row> next() throws IOException {
        while (true) {
            int first = source.read();
            if (first == END || cut) {
                return Optional.empty();
            }
            source.unread(first);
            List<String> cells = cells(lines ? '\n' : separator);
            if (cut) {
                return Optional.of(new Row.Unreadable(
                        ++number,
                        "the row has more than " + ROW_CHARACTERS_MAX + " characters, as when a closing quote is"
                                + " missing; nothing from here on was read"));
            }
            boolean blank = cells.size() == 1 && cells.getFirst().isBlank();
            if (!blank) {
                number++;
                return Optional.of(lines ? json(cells.getFirst()) : cells(cells));
            }
        }
    }

    private Row json(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node instanceof ObjectNode fields
                    ? new Row.Json(number, fields)
                    : new Row.Unreadable(number, "the line is no JSON object");
        } catch (JsonProcessingException notJson) {
            return new Row.Unreadable(number, "the line is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private Row cells(List<String> cells) {
        if (cells.size() > heading.size()) {
            return new Row.Unreadable(
                    number,
                    "the row has " + cells.size() + " cells, the heading " + heading.size()
                            + "; put a cell that holds a '" + separator + "' in quotes");
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            String text = cells.get(i).strip();
            if (!text.isEmpty()) {
                row.put(heading.get(i), text);
            }
        }
        return new Row.Cells(number, row);
    }

    /// The cells up to the end of the row. A cell may be in quotes, and then hold anything.
    private List<String> cells(char between) throws IOException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quotes = between != '\n';
        characters = 0;
        while (true) {
            int c = read();
            if (c == END || c == '\n') {
                cells.add(cell.toString());
                return cells;
            }
            if (quotes && c == '"' && cell.isEmpty()) {
                quoted(cell);
            } else if (c == between) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c != '\r') {
                cell.append((char) c);
            }
        }
    }

    /// The next character of the row; a row that has too many ends there.
    private int read() throws IOException {
        if (++characters > ROW_CHARACTERS_MAX) {
            cut = true;
            return END;
        }
        return source.read();
    }

    private void quoted(StringBuilder cell) throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                return;
            }
            if (c == '"') {
                int after = read();
                if (after != '"') {
                    if (after != END) {
                        source.unread(after);
                    }
                    return;
                }
            }
            cell.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
