package io.millrace.ledger.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.ledger.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The answers of several partitions as one.
///
/// @param refusal what one of them answered that is no answer; then there are none
record Merged(List<JsonNode> answers, Optional<Reply> refusal) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Merged {
        answers = List.copyOf(answers);
    }

    static JsonNode read(Reply.Whole reply) {
        try {
            return MAPPER.readTree(reply.content());
        } catch (IOException malformed) {
            throw new UncheckedIOException("another node's answer is no JSON", malformed);
        }
    }

    /// All the elements of an array that each answer has.
    ArrayNode all(String name) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        answers.forEach(answer -> answer.path(name).forEach(all::add));
        return all;
    }

    static BigDecimal sum(ArrayNode elements, String name) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode element : elements) {
            sum = sum.add(element.path(name).decimalValue());
        }
        return sum;
    }
}
