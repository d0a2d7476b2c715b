package io.millrace.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One document on its way through the shapes: where in it we are, and what was wrong so far.
final class Reading {
    private static final int DEPTH_MAX = 64;
    private static final int FAULTS_MAX = 100;
    private static final int SHOWN_MAX = 80;

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> missing = new HashSet<>(0);
    private final Object[] path = new Object[DEPTH_MAX];
    private int depth;
    private JsonParser parser;

    Reading(JsonParser parser) {
        this.parser = parser;
    }

    JsonParser parser() {
        return parser;
    }

    /// Goes on with another parser, and says which one it was before.
    JsonParser swap(JsonParser other) {
        JsonParser before = parser;
        parser = other;
        return before;
    }

    JsonToken token() {
        return parser.currentToken();
    }

    void enter(String field) {
        path[depth++] = field;
    }

    void enter(int index) {
        path[depth++] = index;
    }

    void leave() {
        depth--;
    }

    List<Fault> faults() {
        return faults;
    }

    /// Notes what is wrong here.
    @Nullable
    Object fault(String detail) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(new Fault(where(), detail));
        }
        return null;
    }

    /// Notes that something has to be here and is not.
    void missing(String description) {
        missing.add(where());
        fault("it is missing: " + description);
    }

    /// The paths of what is missing.
    Set<String> missing() {
        return missing;
    }

    /// Notes that the value here is not what is wanted, and skips it.
    @Nullable
    Object wrong(String wanted) throws IOException {
        String shown = token().isScalarValue() ? "'" + shortened(parser.getText()) + "'" : "this";
        parser.skipChildren();
        return fault(shown + " is not " + wanted);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    private String where() {
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (path[i] instanceof Integer index) {
                where.append('[').append(index).append(']');
            } else {
                where.append(where.isEmpty() ? "" : ".").append(path[i]);
            }
        }
        return where.toString();
    }
}
