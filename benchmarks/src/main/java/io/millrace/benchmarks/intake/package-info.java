/// How fast what outsiders send gets in.
package io.millrace.benchmarks.intake;
