/// How fast orders are decided, and how fast the past is played again.
@org.jspecify.annotations.NullMarked
package io.millrace.benchmarks.plan;
