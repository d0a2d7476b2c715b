/// Demand: what the customers of each lane asked for, by item and trading day, told from the journal.
package io.millrace.topology.demand;
