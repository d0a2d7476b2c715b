/// What a shop needs to go live, from files: history, opening stock, open orders. What imports of every kind have in
/// common is in `io.millrace.ledger.imports`.
package io.millrace.cli.imports;
