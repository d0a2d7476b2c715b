package io.millrace.testkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the test classes of this JVM were given, so that each can compare itself with the others.
final class Seen {
    static final Set<String> BROKERS = ConcurrentHashMap.newKeySet();
    static final Set<String> TOPICS = ConcurrentHashMap.newKeySet();
    static final Set<String> SERVERS = ConcurrentHashMap.newKeySet();
    static final Set<String> DATABASES = ConcurrentHashMap.newKeySet();

    private Seen() {}
}
