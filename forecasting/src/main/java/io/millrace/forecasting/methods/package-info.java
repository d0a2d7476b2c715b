/// The methods: each a kernel over an array of doubles, and the distribution around it.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.methods;
