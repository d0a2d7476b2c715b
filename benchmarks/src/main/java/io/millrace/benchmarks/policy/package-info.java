/// What orders are worth: stock against fill rate, beside simpler ways to order, on open data.
@org.jspecify.annotations.NullMarked
package io.millrace.benchmarks.policy;
