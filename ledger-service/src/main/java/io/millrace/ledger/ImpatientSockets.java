package io.millrace.ledger;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Options of connections that come in: whoever sends nothing for too long while something is read from him is let go,
/// wherever in a request that is. Helidon's own options have a read timeout, but only for connections that go out.
record ImpatientSockets(SocketOptions standard, Duration silence) implements SocketOptions {

    /// @param silence how long nothing may come
    static ImpatientSockets of(Duration silence) {
        // Without the delay off, the end of an answer waits, up to 40 ms, until the client has confirmed its beginning.
        return new ImpatientSockets(SocketOptions.builder().tcpNoDelay(true).build(), silence);
    }

    @Override
    public void configureSocket(SocketChannel channel) {
        standard.configureSocket(channel);
        try {
            channel.socket().setSoTimeout(Math.toIntExact(silence.toMillis()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public Duration readTimeout() {
        return silence;
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return standard.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return standard.connectTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return standard.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return standard.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return standard.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return standard.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return standard.tcpNoDelay();
    }
}
