package io.millrace.ledger.route;

import io.millrace.ledger.http.Reply;

/// What this node itself can say to a question.
public sealed interface Local {
    /// It owns what is asked about, and this is how things are.
    record Sure(Reply reply) implements Local {}

    /// It holds a copy, which says this, and may be older.
    record Copied(Reply reply) implements Local {}

    /// It can't say now, and why.
    record Away(String why) implements Local {}
}
