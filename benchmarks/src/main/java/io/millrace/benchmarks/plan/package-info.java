/// What orders cost to decide, whether they are right, and how fast the past is played again.
@org.jspecify.annotations.NullMarked
package io.millrace.benchmarks.plan;
