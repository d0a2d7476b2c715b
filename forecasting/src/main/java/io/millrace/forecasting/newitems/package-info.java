/// Items that have hardly been sold yet, and what others like them did when they were new.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.newitems;
