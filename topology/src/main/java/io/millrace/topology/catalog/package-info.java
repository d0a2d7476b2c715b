/// Master data as topologies see it: every node holds all of it, as it is now.
package io.millrace.topology.catalog;
