package io.millrace.ledger.http;

import io.millrace.domain.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// A request to a declared endpoint, with what its parameters say already read.
public final class Request {
    private static final long BODY_SECONDS = 60;
    private static final long ENDLESS_SECONDS = 24 * 60 * 60;

    private final String operation;
    private final Caller caller;
    private final Optional<Principal> principal;
    private final Map<Parameter<?>, Object> values;
    private final RequestContent content;

    Request(
            String operation,
            Caller caller,
            Optional<Principal> principal,
            Map<Parameter<?>, Object> values,
            RequestContent content) {
        this.operation = operation;
        this.caller = caller;
        this.principal = principal;
        this.values = Map.copyOf(values);
        this.content = content;
    }

    /// What a request brings besides its parameters.
    ///
    /// @param target the path and query as they were sent
    /// @param mediaType of the body, without its parameters; empty when there is none
    /// @param bytesMax how large the body may be
    /// @param length how large it is, if the client said so
    record RequestContent(
            String target, String mediaType, long bytesMax, OptionalLong length, Supplier<InputStream> stream) {
        /// Whether it is read piece by piece, however much comes.
        boolean isEndless() {
            return bytesMax == Long.MAX_VALUE;
        }
    }

    /// Whose data it is about.
    ///
    /// @throws IllegalStateException if the endpoint is declared for anyone
    public TenantId tenant() {
        return principal().tenant();
    }

    /// Who asks.
    ///
    /// @throws IllegalStateException if the endpoint is declared for anyone
    public Principal principal() {
        return principal.orElseThrow(() -> new IllegalStateException("the endpoint is declared for anyone"));
    }

    /// What is asked for, as the interface calls it.
    public String operation() {
        return operation;
    }

    /// The request as it came in.
    public Caller caller() {
        return caller;
    }

    /// The headers to send when another node is asked on behalf of whoever asks here. The other node checks them as if
    /// they came from outside, so nobody gets further through a node than by asking the other one directly.
    public Map<String, String> credentials() {
        Map<String, String> headers = caller.credentials();
        headers.put(Tenancy.HEADER, tenant().value());
        return headers;
    }

    /// The path and query as they were sent, for asking the same elsewhere.
    public String target() {
        return content.target();
    }

    /// What a required parameter says.
    public <T> T get(Parameter<T> parameter) {
        return find(parameter)
                .orElseThrow(() -> new IllegalStateException(
                        "parameter " + parameter.name() + " is not required, or not declared"));
    }

    /// What a parameter says, if it was given.
    @SuppressWarnings("unchecked") // Only the parameter's own type put the value there.
    public <T> Optional<T> find(Parameter<T> parameter) {
        return Optional.ofNullable((T) values.get(parameter));
    }

    /// The body's media type, one of those declared.
    public String mediaType() {
        return content.mediaType();
    }

    /// How large the body is, if the client said so, else how large it may be.
    public long bytesAtMost() {
        return content.length().orElse(content.bytesMax());
    }

    /// The body as it comes in. Reading beyond the declared size refuses the request.
    public InputStream body() {
        return new LimitedStream(
                content.stream().get(), content.bytesMax(), content.isEndless() ? ENDLESS_SECONDS : BODY_SECONDS);
    }

    /// The whole body.
    public byte[] bytes() {
        try (InputStream body = body()) {
            return body.readAllBytes();
        } catch (IOException gone) {
            throw new UncheckedIOException("the client went before its request was complete", gone);
        }
    }
}
