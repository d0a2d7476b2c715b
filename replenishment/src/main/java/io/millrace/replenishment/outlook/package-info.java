/// What becomes of stock and service for every order that could be placed.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.outlook;
