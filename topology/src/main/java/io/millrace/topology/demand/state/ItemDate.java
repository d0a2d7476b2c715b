package io.millrace.topology.demand.state;

/// An item's trading day.
record ItemDate(String item, int epochDay) {}
