/// The frame of the HTTP side: an endpoint is one value, from which its route and its documentation both come.
///
/// [io.millrace.ledger.http.Endpoint] is what can be asked, [io.millrace.ledger.http.Reply] how it is answered,
/// [io.millrace.ledger.http.Problem] how it is refused, [io.millrace.ledger.http.Api] all endpoints together.
package io.millrace.ledger.http;
