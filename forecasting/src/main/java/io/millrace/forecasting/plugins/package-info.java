/// Methods from outside: jars in a folder, and commands in any language.
@org.jspecify.annotations.NullMarked
package io.millrace.forecasting.plugins;
