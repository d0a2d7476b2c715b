/// What was scanned, and what it means: codes, units of measure and kits.
package io.millrace.domain.code;
