package io.millrace.ledger.security;

/// Something outside the database that a tenant needs. What is there already is left as it is.
@FunctionalInterface
public interface Ground {
    /// Sees that it is there, and says whether it was.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if it can't be done now; the same again may succeed
    Step prepare(TenantPlan plan);
}
