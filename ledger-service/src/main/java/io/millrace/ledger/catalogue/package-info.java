/// Master data over HTTP: read from a view that every node keeps, changed by commands that the catalogue judges.
///
/// [io.millrace.ledger.catalogue.CatalogueEndpoints] is what can be asked,
/// [io.millrace.ledger.catalogue.CatalogueView] what is known, [io.millrace.ledger.catalogue.CatalogueCommands] how it
/// is changed.
package io.millrace.ledger.catalogue;
