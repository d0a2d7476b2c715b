/// What every bench is made with: rounds of samples, and a report for people and machines.
package io.millrace.benchmarks.kit;
