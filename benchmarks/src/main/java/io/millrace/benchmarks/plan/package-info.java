/// What orders cost to compute, and whether they are right.
package io.millrace.benchmarks.plan;
