package io.millrace.schemas.json;

import io.millrace.schemas.avro.AvroWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A record that was read from JSON, with everything that is wrong with it. One without faults can be written. What a
/// caller knows better than the document can be filled in. Not for several threads at once.
public final class JsonRecord {
    private final RecordShape shape;
    private final @Nullable Object @Nullable [] values;
    private final List<Fault> faults;
    private final Set<String> missing;

    JsonRecord(RecordShape shape, @Nullable Object @Nullable [] values, Reading read) {
        this.shape = shape;
        this.values = values;
        this.faults = new ArrayList<>(read.faults());
        this.missing = read.missing();
    }

    /// What is wrong with it.
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// Adds a fault that only the caller can see.
    public void fault(String field, String detail) {
        faults.add(new Fault(field, detail));
    }

    /// The value of a field of a record in this one, such as `header` and `tenantId`: text, a `UUID`, or a number. Null
    /// if it was left out or wrong.
    public @Nullable Object value(String record, String field) {
        @Nullable Object @Nullable [] inner = inner(record);
        return inner == null ? null : inner[inside(record).place(field)];
    }

    /// Fills in a field that was left out and may not be; that it was missing is no fault any more. Whatever was given
    /// stays.
    public void fillMissing(String record, String field, Object value) {
        @Nullable Object @Nullable [] inner = missing.isEmpty() ? null : inner(record);
        String path = record + "." + field;
        if (inner != null && missing.contains(path)) {
            inner[inside(record).place(field)] = value;
            faults.removeIf(fault -> fault.field().equals(path));
        }
    }

    /// The name of the record that a union in this one holds; empty if there is none.
    public String branch(String union) {
        return values != null
                        && values[shape.place(union)] instanceof UnionShape.Branch branch
                        && shape.shape(union) instanceof UnionShape known
                ? known.name(branch.place())
                : "";
    }

    private @Nullable Object @Nullable [] inner(String record) {
        return values == null ? null : (@Nullable Object[]) values[shape.place(record)];
    }

    private RecordShape inside(String record) {
        if (shape.shape(record) instanceof RecordShape inside) {
            return inside;
        }
        throw new IllegalArgumentException(record + " is not a record");
    }

    /// Writes it in Avro's encoding, without framing.
    ///
    /// @throws IllegalStateException if it has faults
    public void write(AvroWriter target) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("a document with faults cannot be written: " + faults.getFirst());
        }
        shape.write(values, target);
    }
}
