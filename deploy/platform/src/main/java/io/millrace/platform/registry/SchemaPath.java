package io.millrace.platform.registry;

import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;

/// A place in a schema in words a person knows, `Sale.lines[].price`, made from Avro's `/fields/3/type/items/fields/2`.
record SchemaPath(Schema schema, String text) {
    static SchemaPath root(Schema schema) {
        return new SchemaPath(schema, schema.getName());
    }

    /// The same place, knowing that one branch of its union is meant.
    SchemaPath into(Schema branch) {
        return new SchemaPath(branch, text);
    }

    SchemaPath follow(String location) {
        SchemaPath path = this;
        Iterator<String> steps = List.of(location.split("/")).stream()
                .filter(step -> !step.isEmpty())
                .iterator();
        while (steps.hasNext()) {
            path = path.step(steps.next(), steps);
        }
        return path;
    }

    private SchemaPath step(String step, Iterator<String> rest) {
        return switch (schema.getType()) {
            case RECORD -> step.equals("fields") && rest.hasNext() ? field(rest.next()) : this;
            case ARRAY -> step.equals("items") ? new SchemaPath(schema.getElementType(), text + "[]") : this;
            case MAP -> step.equals("values") ? new SchemaPath(schema.getValueType(), text + "{}") : this;
            // 'type', 'name', 'symbols' and 'size' stay here; so does a number, which is a branch of the old union.
            case ENUM, FIXED, UNION, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> this;
        };
    }

    private SchemaPath field(String index) {
        if (!index.matches("\\d{1,6}")
                || Integer.parseInt(index) >= schema.getFields().size()) {
            return new SchemaPath(schema, text + "." + index);
        }
        Schema.Field field = schema.getFields().get(Integer.parseInt(index));
        return new SchemaPath(field.schema(), text + "." + field.name());
    }

    @Override
    public String toString() {
        return text;
    }
}
