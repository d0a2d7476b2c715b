package io.millrace.ledger.http;

/// What is done to what a path names.
public enum Verb {
    GET,
    PUT,
    POST,
    DELETE
}
