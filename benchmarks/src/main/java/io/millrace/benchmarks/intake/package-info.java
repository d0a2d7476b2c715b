/// What stands around the ledger, measured: what comes in, and what is made of it.
package io.millrace.benchmarks.intake;
