package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// What an endpoint answers.
public sealed interface Reply permits Problem, Reply.Whole, Reply.Flowing {
    String JSON = "application/json";
    String LINES = "application/x-ndjson";
    String HTML = "text/html; charset=utf-8";

    /// An answer that is complete.
    final class Whole implements Reply {
        private final int status;
        private final String mediaType;
        private final Map<String, String> headers;
        private final byte[] body;

        private Whole(int status, String mediaType, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.mediaType = mediaType;
            this.headers = Map.copyOf(headers);
            this.body = body;
        }

        public int status() {
            return status;
        }

        /// Of the body; empty when there is none.
        public String mediaType() {
            return mediaType;
        }

        /// Beyond those that every answer has.
        public Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        /// The body, to be read.
        public InputStream content() {
            return new ByteArrayInputStream(body);
        }

        /// The same answer with one header more.
        public Whole with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Whole(status, mediaType, more, body);
        }
    }

    /// An answer that is written piece by piece, perhaps for as long as the client listens.
    record Flowing(int status, String mediaType, Map<String, String> headers, Content content) implements Reply {
        public Flowing {
            headers = Map.copyOf(headers);
        }
    }

    /// Writes an answer while it comes into being. Flushing sends what was written.
    @FunctionalInterface
    interface Content {
        /// Writes until done.
        ///
        /// @throws IOException when the client has gone
        void write(OutputStream out) throws IOException;
    }

    static Whole json(int status, JsonNode body) {
        return json(status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// JSON that is bytes already.
    static Whole json(int status, byte[] body) {
        return new Whole(status, JSON, Map.of(), body);
    }

    /// What another node answered.
    static Whole passedOn(int status, String mediaType, byte[] body) {
        return new Whole(status, mediaType, Map.of(), body);
    }

    /// A text of whatever kind.
    static Whole text(String mediaType, String text) {
        return new Whole(200, mediaType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    static Whole empty(int status) {
        return new Whole(status, "", Map.of(), new byte[0]);
    }

    /// A page of our own, which needs nothing from elsewhere and may load nothing.
    static Whole page(String html) {
        return new Whole(200, HTML, Map.of(), html.getBytes(StandardCharsets.UTF_8))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }
}
