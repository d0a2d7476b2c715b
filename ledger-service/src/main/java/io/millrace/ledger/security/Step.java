package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One part of what makes a tenant ready, and what came of it.
///
/// @param name of the part, for programs
/// @param detail what it is about, for people
public record Step(String name, Result result, String detail) {
    /// What came of it.
    public enum Result {
        /// It was done now.
        DONE("done"),
        /// It was there already.
        THERE("there"),
        /// It can't be done here, or nobody asked for it.
        LEFT_OUT("left-out");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        /// As it stands in documents.
        public String word() {
            return word;
        }
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("step", name)
                .put("result", result.word())
                .put("detail", detail);
    }
}
