/// How fast history is written, beside a bare upsert of the same rows, and how soon it is there.
package io.millrace.benchmarks.sink;
