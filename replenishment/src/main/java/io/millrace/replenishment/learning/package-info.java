/// What suppliers and shelves teach: lead times, fill rates, and stock that is not there.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.learning;
