package io.millrace.ledger.history.sink;

import io.millrace.schemas.avro.AvroRoot;

/// Makes rows of a record.
///
/// @param <V> the record
@FunctionalInterface
public interface Rows<V extends AvroRoot> {
    /// Adds the rows to the sheet, each with a value per column of the mapping, in that order.
    void of(V record, Place place, Sheet sheet);
}
