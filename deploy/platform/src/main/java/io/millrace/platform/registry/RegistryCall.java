package io.millrace.platform.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.common.media.type.MediaType;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One request, with what the registry wants to know of it; what is not acceptable is thrown as an [HttpProblem].
record RegistryCall(ServerRequest request, Map<String, String> parameters, JsonMapper json) {
    private static final int BODY_BYTES_MAX = 1 << 20;
    private static final int UNPROCESSABLE_SUBJECT = 42208;
    private static final Set<String> CONTENT_TYPES = Set.of(
            "application/vnd.schemaregistry.v1+json",
            "application/vnd.schemaregistry+json",
            "application/json",
            "application/octet-stream");

    String subject() {
        String subject = parameters.get("subject");
        Optional<String> fault = Subjects.fault(subject);
        if (fault.isPresent()) {
            throw new HttpProblem(422, UNPROCESSABLE_SUBJECT, fault.get());
        }
        return subject;
    }

    String versionText() {
        return parameters.get("version");
    }

    /// Empty for the latest.
    OptionalInt version() {
        String text = versionText();
        if (text.equals("latest") || text.equals("-1")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(positive(text).orElseThrow(() -> HttpProblem.invalidVersion(text)));
    }

    int id() {
        String text = parameters.get("id");
        return positive(text).orElseThrow(() -> HttpProblem.schemaNotFound("'" + text + "'"));
    }

    private static OptionalInt positive(String text) {
        if (!text.matches("\\d{1,10}")) {
            return OptionalInt.empty();
        }
        long number = Long.parseLong(text);
        return number >= 1 && number <= Integer.MAX_VALUE ? OptionalInt.of((int) number) : OptionalInt.empty();
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /// A query parameter, empty if it is not there.
    String text(String name) {
        return request.query().first(name).orElse("");
    }

    JsonNode body() {
        requireContentType();
        byte[] bytes = bytes();
        try {
            JsonNode tree = json.readTree(bytes);
            if (!tree.isObject()) {
                throw new HttpProblem(400, 400, "The body must be a JSON object, such as {\"schema\": \"...\"}.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new HttpProblem(400, 400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A schema's text as the JSON it is.
    JsonNode tree(String schema) {
        try {
            return json.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new HttpProblem(500, 50001, "The schema in the registry is not JSON: " + e.getOriginalMessage());
        }
    }

    private byte[] bytes() {
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(BODY_BYTES_MAX + 1);
            if (bytes.length > BODY_BYTES_MAX) {
                throw new HttpProblem(
                        413, 413, "The body is larger than " + BODY_BYTES_MAX + " bytes, which no schema should be.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireContentType() {
        String type = request.headers()
                .contentType()
                .map(HttpMediaType::mediaType)
                .map(MediaType::text)
                .orElse("");
        if (!CONTENT_TYPES.contains(type)) {
            throw new HttpProblem(
                    415,
                    415,
                    (type.isEmpty()
                                    ? "The content type is missing"
                                    : "The content type '" + type + "' is not understood")
                            + ". Send 'Content-Type:"
                            + " application/vnd.schemaregistry.v1+json'.");
        }
    }
}
