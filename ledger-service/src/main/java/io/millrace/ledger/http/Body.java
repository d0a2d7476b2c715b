package io.millrace.ledger.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What an endpoint reads.
///
/// @param description what it says
/// @param bytesMax how large it may be
/// @param content what it looks like, by media type; the first is the usual one
/// @param endless media types that are read piece by piece, however much comes
public record Body(String description, long bytesMax, Map<String, JsonSchema> content, Set<String> endless) {
    public Body {
        content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
        endless = Set.copyOf(endless);
    }

    public static Body json(String description, long bytesMax, JsonSchema schema) {
        return new Body(description, bytesMax, Map.of(Reply.JSON, schema), Set.of());
    }

    /// The same body, or one of another form.
    public Body or(String mediaType, JsonSchema schema) {
        Map<String, JsonSchema> more = new LinkedHashMap<>(content);
        more.put(mediaType, schema);
        return new Body(description, bytesMax, more, endless);
    }

    /// The same body, or any number of lines with one of these each.
    public Body orLinesOf(JsonSchema schema) {
        Body more = or(Reply.LINES, schema);
        return new Body(description, bytesMax, more.content(), Set.of(Reply.LINES));
    }

    /// How large a body of a media type may be.
    long bytesMax(String mediaType) {
        return endless.contains(mediaType) ? Long.MAX_VALUE : bytesMax;
    }
}
