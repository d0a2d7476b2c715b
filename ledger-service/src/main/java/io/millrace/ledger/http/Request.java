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
    private final Optional<TenantId> tenant;
    private final Map<Parameter<?>, Object> values;
    private final RequestContent content;

    Request(Optional<TenantId> tenant, Map<Parameter<?>, Object> values, RequestContent content) {
        this.tenant = tenant;
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
            String target, String mediaType, long bytesMax, OptionalLong length, Supplier<InputStream> stream) {}

    /// Whose data it is about.
    ///
    /// @throws IllegalStateException if the endpoint is declared without a tenant
    public TenantId tenant() {
        return tenant.orElseThrow(() -> new IllegalStateException("the endpoint is declared without a tenant"));
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
        return new LimitedStream(content.stream().get(), content.bytesMax());
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
