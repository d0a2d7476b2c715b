/// What prices, promotions and holidays did to demand in a panel's past, and so what planned ones will do.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.plans;
