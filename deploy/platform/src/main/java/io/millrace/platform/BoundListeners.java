package io.millrace.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/// The broker's two sockets, bound before it starts and handed over open.
///
/// A chosen port can thus never be lost to somebody else between choosing and starting.
final class BoundListeners implements ServerSocketFactory, AutoCloseable {
    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;
    private final Map<String, ServerSocketChannel> byListener;

    private BoundListeners(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
        this.byListener =
                Map.of(BrokerSettings.BROKER_LISTENER, broker, BrokerSettings.CONTROLLER_LISTENER, controller);
    }

    static BoundListeners open(PortChoice broker, PortChoice controller) {
        ServerSocketChannel brokerChannel = Ports.listen(broker);
        try {
            return new BoundListeners(brokerChannel, Ports.listen(controller));
        } catch (PlatformException e) {
            Ports.close(brokerChannel);
            throw e;
        }
    }

    int brokerPort() {
        return Ports.portOf(broker);
    }

    int controllerPort() {
        return Ports.portOf(controller);
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = byListener.get(listenerName);
        if (channel == null || Ports.portOf(channel) != address.getPort()) {
            throw new IOException(
                    "The broker asked for a listener that was not bound: " + listenerName + " " + address);
        }
        channel.configureBlocking(false);
        return channel;
    }

    /// Harmless after the broker took over and closed them itself.
    @Override
    public void close() {
        Ports.close(broker);
        Ports.close(controller);
    }
}
