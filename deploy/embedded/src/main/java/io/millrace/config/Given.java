package io.millrace.config;

/// What somebody wrote for a key, before it is understood.
record Given(String text, Origin origin) {}
