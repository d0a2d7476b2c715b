package io.millrace.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/// What a node of the registry said, other than that it cannot now.
///
/// @param url where it was asked
/// @param body an object, or a missing node if the body was none
record RegistryAnswer(URI url, int status, JsonNode body, String location) {
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    int errorCode() {
        return body.path("error_code").asInt(0);
    }

    /// The registry itself says that the thing does not exist; a 404 without such a code is somebody else's.
    boolean isNotFound() {
        return status == 404 && (errorCode() == 404 || errorCode() / 100 == 404);
    }

    String message() {
        String text = body.path("message").asText("");
        return text.isBlank() ? "no reason given" : text;
    }
}
