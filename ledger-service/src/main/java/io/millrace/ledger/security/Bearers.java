package io.millrace.ledger.security;

import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Principal;

/// What whoever holds a token may do, and for which tenant.
public interface Bearers {
    /// Who asks about a tenant's data.
    ///
    /// @param caller may say which of their tenants they mean
    /// @throws io.millrace.ledger.http.ProblemException if the token is not good, or it is not clear whose data it is
    Principal identify(String token, Caller caller);

    /// Who asks, where it may be open for which tenant.
    ///
    /// @throws io.millrace.ledger.http.ProblemException if the token is not good
    Principal recognise(String token, Caller caller);

    /// The token itself says it.
    static Bearers byClaims(Tokens tokens) {
        return new Bearers() {
            @Override
            public Principal identify(String token, Caller caller) {
                return tokens.verify(token);
            }

            @Override
            public Principal recognise(String token, Caller caller) {
                return tokens.verify(token);
            }
        };
    }
}
