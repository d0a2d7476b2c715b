/// How soon and how often the ledger answers, while it works and beside a database that is asked the same.
package io.millrace.benchmarks.query;
