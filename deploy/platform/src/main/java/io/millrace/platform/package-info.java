/// The embedded platform: a real Kafka broker and a real PostgreSQL that live and die with this JVM, on loopback
/// only, with their data in one folder that survives a crash at any moment.
@NullMarked
package io.millrace.platform;

import org.jspecify.annotations.NullMarked;
