/// What the ledger says, as it says it.
///
/// [io.millrace.ledger.live.TopicFollower] hears topics from now on, [io.millrace.ledger.live.OutcomesHub] tells who
/// waits for an event what became of it.
package io.millrace.ledger.live;
