/// Kills what must survive, at random moments, and counts what was lost.
package io.millrace.benchmarks.chaos;
