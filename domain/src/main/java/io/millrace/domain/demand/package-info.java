/// What a location's customers asked for, item by item and trading day by trading day.
///
/// Times are whole seconds since 1970 in UTC, quantities thousandths, amounts ten-thousandths.
package io.millrace.domain.demand;
