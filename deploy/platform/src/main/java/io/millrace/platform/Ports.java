package io.millrace.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/// Ports on the loopback address: taking one, and saying clearly who has it when it is taken.
public final class Ports {
    /// The only address anything of the platform listens on.
    public static final String LOOPBACK = "127.0.0.1";

    private static final int BACKLOG = 50;
    private static final int DISTANCE_TO_SUGGESTION = 10_000;
    private static final int HIGHEST_PORT = 65_535;

    private Ports() {}

    /// Binds and listens; the socket is the caller's to close. A taken port is refused with the remedy.
    public static ServerSocketChannel listen(PortChoice choice) {
        ServerSocketChannel channel = null;
        boolean bound = false;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), choice.port()), BACKLOG);
            bound = true;
            return channel;
        } catch (BindException e) {
            throw refused(choice, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a socket on " + LOOPBACK, e);
        } finally {
            if (channel != null && !bound) {
                close(channel);
            }
        }
    }

    /// Refuses a fixed port that is taken, with the remedy. A choice of any free port always passes.
    public static void requireFree(PortChoice choice) {
        if (!choice.isAnyFree()) {
            close(listen(choice));
        }
    }

    /// A port that was free a moment ago: for servers that can't be handed a socket. Be ready to try another.
    static int anyFree() {
        ServerSocketChannel channel = listen(PortChoice.anyFree("port"));
        int port = portOf(channel);
        close(channel);
        return port;
    }

    static int portOf(ServerSocketChannel channel) {
        return channel.socket().getLocalPort();
    }

    static PlatformException taken(PortChoice choice) {
        String owner = PortOwner.of(choice.port()).map(PortOwner::toString).orElse("another process");
        return new PlatformException(
                "Port %d (%s) on %s is taken by %s. Stop it, or choose another with --set %s=%d (0 picks a free one)."
                        .formatted(
                                choice.port(), choice.key(), LOOPBACK, owner, choice.key(), suggestion(choice.port())));
    }

    private static PlatformException refused(PortChoice choice, BindException cause) {
        if (String.valueOf(cause.getMessage()).contains("Permission denied")) {
            return new PlatformException(
                    ("Port %d (%s) needs special rights on this machine. Choose one above 1023 with --set "
                                    + "%s=%d (0 picks a free one).")
                            .formatted(choice.port(), choice.key(), choice.key(), suggestion(choice.port())),
                    cause);
        }
        return taken(choice);
    }

    private static int suggestion(int port) {
        return port + DISTANCE_TO_SUGGESTION <= HIGHEST_PORT
                ? port + DISTANCE_TO_SUGGESTION
                : port - DISTANCE_TO_SUGGESTION;
    }

    static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the socket on port " + portOf(channel), e);
        }
    }
}
