package io.millrace.config;

/// How the text of a setting is understood.
@FunctionalInterface
interface Kind<T> {
    T parse(String text) throws Refusal;
}
