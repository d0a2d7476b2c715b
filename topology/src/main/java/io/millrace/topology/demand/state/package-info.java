/// What the demand application remembers of a partition, in the heap and in the log.
package io.millrace.topology.demand.state;
