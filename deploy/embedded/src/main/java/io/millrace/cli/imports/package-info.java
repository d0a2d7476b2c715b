/// What every import has in common: rows of a file, records made of them, a report, and progress.
package io.millrace.cli.imports;
