/// Who may do what: tokens, API keys, limits and the audit.
///
/// [io.millrace.ledger.security.Gatekeeper] is what the service asks about every request,
/// [io.millrace.ledger.security.Tokens] and [io.millrace.ledger.security.ApiKeys] how callers prove who they are.
package io.millrace.ledger.security;
