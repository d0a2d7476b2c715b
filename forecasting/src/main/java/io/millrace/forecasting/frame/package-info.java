/// Reading panels from the files data teams have.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.frame;
