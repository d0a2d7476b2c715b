package io.millrace.forecasting.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one line of JSON: maps, lists, strings, numbers, booleans, and [#NULL] for null.
final class JsonReader {
    /// What stands for null.
    static final Object NULL = new Object();

    private static final int HEXADECIMAL = 16;
    private static final int UNICODE_DIGITS = 4;
    private static final int MOST_NESTED = 50;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /// Reads a text that is one value and nothing else.
    static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.unreadable("more after its end");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        char letter = at < text.length() ? text.charAt(at) : ' ';
        return switch (letter) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        enter();
        while (!closes('}', members.isEmpty())) {
            skipSpace();
            String name = string();
            expect(':');
            members.put(name, value());
        }
        return members;
    }

    private List<Object> list() {
        List<Object> values = new ArrayList<>();
        enter();
        while (!closes(']', values.isEmpty())) {
            values.add(value());
        }
        return values;
    }

    private void enter() {
        at++;
        depth++;
        if (depth > MOST_NESTED) {
            throw unreadable("more than " + MOST_NESTED + " levels");
        }
    }

    /// Whether the end is here; otherwise a comma is passed over, but before the first.
    private boolean closes(char bracket, boolean first) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == bracket) {
            at++;
            depth--;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char letter = text.charAt(at++);
            value.append(letter == '\\' ? escaped() : letter);
        }
        expect('"');
        return value.toString();
    }

    private char escaped() {
        char letter = at < text.length() ? text.charAt(at++) : ' ';
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/' -> letter;
            case 'u' -> unicode();
            default -> throw unreadable("an unknown escape");
        };
    }

    private char unicode() {
        try {
            char letter = (char) Integer.parseInt(text, at, at + UNICODE_DIGITS, HEXADECIMAL);
            at += UNICODE_DIGITS;
            return letter;
        } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
            throw unreadable("an escape without four digits", wrong);
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw unreadable("an unknown word");
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(from, at));
        } catch (NumberFormatException wrong) {
            throw unreadable("no value", wrong);
        }
    }

    private void expect(char letter) {
        skipSpace();
        if (at >= text.length() || text.charAt(at) != letter) {
            throw unreadable("no '" + letter + "'");
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unreadable(String what) {
        return new IllegalArgumentException("it has " + what + " at character " + (at + 1));
    }

    private IllegalArgumentException unreadable(String what, Throwable cause) {
        return new IllegalArgumentException("it has " + what + " at character " + (at + 1), cause);
    }
}
