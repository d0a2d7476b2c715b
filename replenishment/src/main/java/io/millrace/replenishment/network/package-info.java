/// Stores that a warehouse supplies: what it will be asked for, and how it shares when it is short.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.network;
