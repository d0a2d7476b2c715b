/// Asks the node that knows: the owner of a lane, a copy when the owner is slow or away, never more than one hop.
///
/// Begin with [io.millrace.ledger.route.Router].
package io.millrace.ledger.route;
