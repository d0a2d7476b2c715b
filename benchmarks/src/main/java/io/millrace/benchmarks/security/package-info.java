/// What it costs to ask who asks.
package io.millrace.benchmarks.security;
