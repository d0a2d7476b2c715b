package io.millrace.ledger.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One row of a file that is imported.
public sealed interface Row {
    /// Its number: 1 is the first after the heading.
    long number();

    /// A row of a table: text by column; what is empty is left out.
    record Cells(long number, ObjectNode cells) implements Row {}

    /// A line of JSON.
    record Json(long number, ObjectNode fields) implements Row {}

    /// A row that can't be read, and why.
    record Unreadable(long number, String detail) implements Row {}
}
