/// What comes before the ledger: intake beside a raw copy between topics, and how long a quiet tenant waits in a flood.
package io.millrace.benchmarks.intake;
