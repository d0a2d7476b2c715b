/// Master data in tables and lines of JSON: rows that come in, records made of them, a report, and the way back out.
///
/// [io.millrace.ledger.imports.CatalogueImport] is an import as a whole, [io.millrace.ledger.imports.Form] says how
/// rows become records, [io.millrace.ledger.imports.Export] how records become rows.
package io.millrace.ledger.imports;
