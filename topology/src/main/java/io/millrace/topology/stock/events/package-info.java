/// From the contract's records to the events the rules judge: checks every field, and says which one is wrong.
package io.millrace.topology.stock.events;
