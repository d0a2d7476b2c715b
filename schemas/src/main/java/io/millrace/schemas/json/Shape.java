package io.millrace.schemas.json;

import io.millrace.schemas.avro.AvroWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How values of one Avro schema are read from JSON, held, and written in Avro's encoding.
///
/// A record is held as an array of its fields, a list as a `List`, a map as a `Map`; a decimal as its unscaled `Long`,
/// an enum as the place of its symbol, times and dates as Avro has them. What is wrong is noted, and null is held.
interface Shape {
    /// Reads the value the parser stands at, to its last token. It is not `null`.
    @Nullable Object read(Reading in) throws IOException;

    void write(@Nullable Object value, AvroWriter target);
}
