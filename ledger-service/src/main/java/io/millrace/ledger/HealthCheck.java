package io.millrace.ledger;

import java.util.Set;

/// Something that must be well for the service to be.
public interface HealthCheck {
    /// What is checked, as it stands in the answer.
    String name();

    /// The questions this check has a say in.
    Set<Question> questions();

    /// Looks now, perhaps for several askers at once. Should answer soon, also when what it looks at does not: after
    /// two seconds it is interrupted and counts as down.
    Health check();

    /// What an operator's tools ask.
    enum Question {
        /// Should the process be left running?
        LIVE,
        /// Can requests be sent here now?
        READY,
        /// Has it come up at all?
        STARTED
    }

    /// How something is.
    sealed interface Health {
        record Up() implements Health {}

        /// Why not, and what to do if that is known.
        record Down(String cause) implements Health {}
    }
}
