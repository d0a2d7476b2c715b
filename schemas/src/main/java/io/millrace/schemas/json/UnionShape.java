package io.millrace.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.millrace.schemas.avro.AvroWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shape of one of several records; `type` says which. It is best said first, and found wherever it is.
final class UnionShape implements Shape {
    private static final String TYPE = "type";

    private final List<@Nullable RecordShape> branches;
    private final int nullPlace;

    /// One of the records, by its place in the union.
    static final class Branch {
        private final int place;
        private final @Nullable Object[] values;

        private Branch(int place, @Nullable Object[] values) {
            this.place = place;
            this.values = values;
        }

        int place() {
            return place;
        }
    }

    /// @param branches in the union's order; null stands for null
    UnionShape(List<@Nullable RecordShape> branches) {
        this.branches = branches;
        this.nullPlace = branches.indexOf(null);
    }

    @Override
    public @Nullable Object read(Reading in) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            return in.wrong("an object whose type is one of " + names());
        }
        JsonToken first = in.parser().nextToken();
        if (first == JsonToken.FIELD_NAME && in.parser().currentName().equals(TYPE)) {
            in.parser().nextToken();
            int place = place(in);
            in.parser().nextToken();
            return place < 0
                    ? skipRest(in)
                    : new Branch(place, branches.get(place).rest(in));
        }
        return search(in);
    }

    private @Nullable Object search(Reading in) throws IOException {
        int place = -1;
        boolean named = false;
        try (TokenBuffer others = new TokenBuffer(in.parser())) {
            others.writeStartObject();
            for (; in.token() == JsonToken.FIELD_NAME; in.parser().nextToken()) {
                if (in.parser().currentName().equals(TYPE)) {
                    in.parser().nextToken();
                    place = place(in);
                    named = true;
                } else {
                    others.copyCurrentStructure(in.parser());
                }
            }
            others.writeEndObject();
            if (place < 0) {
                return named ? null : in.fault("its type is missing: say one of " + names());
            }
            JsonParser outer = in.swap(others.asParser());
            in.parser().nextToken();
            Object values = branches.get(place).read(in);
            in.swap(outer);
            return values == null ? null : new Branch(place, (@Nullable Object[]) values);
        }
    }

    private int place(Reading in) throws IOException {
        String name = in.parser().getText();
        for (int i = 0; i < branches.size(); i++) {
            RecordShape branch = branches.get(i);
            if (branch != null && branch.name().equals(name)) {
                return i;
            }
        }
        in.enter(TYPE);
        in.wrong("one of " + names());
        in.leave();
        return -1;
    }

    private static @Nullable Object skipRest(Reading in) throws IOException {
        while (in.token() == JsonToken.FIELD_NAME) {
            in.parser().nextToken();
            in.parser().skipChildren();
            in.parser().nextToken();
        }
        return null;
    }

    /// The name of the record a place stands for.
    String name(int place) {
        RecordShape branch = branches.get(place);
        return branch == null ? "null" : branch.name();
    }

    private String names() {
        return String.join(
                ", ",
                branches.stream()
                        .filter(branch -> branch != null)
                        .map(RecordShape::name)
                        .toList());
    }

    @Override
    public void write(@Nullable Object value, AvroWriter target) {
        if (value == null && nullPlace >= 0) {
            target.writeInt(nullPlace);
            return;
        }
        Branch branch = (Branch) Held.value(value);
        target.writeInt(branch.place);
        branches.get(branch.place).write(branch.values, target);
    }
}
