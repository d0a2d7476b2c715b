package io.millrace.schemas.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One question to a registry.
///
/// @param path what follows the base address, encoded
/// @param body JSON to post; null makes it a GET
/// @param about what the question is about, in the words of an error message: `schema id 7`
record RegistryRequest(String path, @Nullable String body, String about) {
    static RegistryRequest get(String path, String about) {
        return new RegistryRequest(path, null, about);
    }

    static RegistryRequest post(String path, String body, String about) {
        return new RegistryRequest(path, body, about);
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
