package io.millrace.ledger.http;

/// Who may come in, and what is written down of what they did.
@FunctionalInterface
public interface Guard {
    /// Finds out who asks.
    ///
    /// @throws ProblemException if they don't say, or can't prove it
    Principal identify(Caller caller);

    /// Finds out who asks what is not about one tenant's data, where it may be open whose data they would mean.
    ///
    /// @throws ProblemException if they don't say, or can't prove it
    default Principal recognise(Caller caller) {
        return identify(caller);
    }

    /// Looks whether somebody who was recognised may ask now.
    ///
    /// @throws ProblemException if they mean another tenant than theirs, or one that is suspended, or ask too often
    default void admit(Principal principal, Caller caller, Endpoint endpoint) {}

    /// How large a body may be that somebody sends, where the endpoint would take more.
    default long bodyBytesMax(Principal principal) {
        return Long.MAX_VALUE;
    }

    /// Hears how a request ended. The answer goes out when this returns: what must outlive it is safe by then. Must not
    /// throw.
    default void ended(Answered answered) {}

    /// Whether requests must prove who sent them; the documentation says so.
    default boolean isStrict() {
        return false;
    }
}
