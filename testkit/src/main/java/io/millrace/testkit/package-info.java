/// What every module's tests share: one broker and one database per JVM, isolated per test class, and helpers to wait.
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
