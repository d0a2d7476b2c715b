/// What stands around the ledger, measured: what comes in, beside a raw copy between topics, and what is made of it.
package io.millrace.benchmarks.intake;
