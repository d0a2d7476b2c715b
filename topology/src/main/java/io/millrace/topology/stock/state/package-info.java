/// What the stock ledger remembers of its lanes: the state the rules decide on, and how it is written.
///
/// Knows the rules' types and the segmented store; nothing of topics.
package io.millrace.topology.stock.state;
