package io.millrace.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/// A real Kafka broker inside this JVM: one KRaft node, broker and controller in one, on loopback only.
///
/// It is put together from the same parts as `kafka.server.KafkaRaftServer`, with two differences that an embedded
/// broker needs: it is handed sockets that are already bound, so a port can't be lost while starting, and a fatal
/// fault is reported through [#failure()] where the original would halt the JVM and leave the database orphaned. From
/// the first start on, Kafka can't end this JVM at all.
///
/// Acknowledged records survive kill -9 at any moment, and a power cut too with [Durability#POWER]. The next start on
/// the same folder may use different ports.
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration LONGEST_CONTROLLED_SHUTDOWN = Duration.ofSeconds(2);

    private final int port;
    private final BoundListeners listeners;
    private final BrokerServer broker;
    private final ControllerServer controller;
    private final CompletableFuture<PlatformException> failure = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(KafkaConfig config, BoundListeners listeners) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folder = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String clusterId = folder._1().clusterId().orElseThrow();
        SharedServer shared = new SharedServer(
                config,
                folder._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                this::faultHandler,
                listeners);
        this.port = listeners.brokerPort();
        this.listeners = listeners;
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folder._2());
        this.broker = new BrokerServer(shared);
    }

    /// Starts the broker on the data folder and returns when it takes requests.
    public static EmbeddedBroker start(DataFolder data, Options options) {
        Path folder = BrokerStorage.prepare(data);
        BoundListeners listeners = BoundListeners.open(options.port(), options.controllerPort());
        EmbeddedBroker broker = null;
        boolean ready = false;
        try {
            KafkaConfig config = new KafkaConfig(
                    BrokerSettings.of(folder, listeners.brokerPort(), listeners.controllerPort(), options.durability()),
                    false);
            broker = new EmbeddedBroker(config, listeners);
            KafkaExit.becomesFailureOf(broker);
            broker.controller.startup();
            broker.broker.startup();
            ready = true;
            return broker;
        } finally {
            if (!ready && broker != null) {
                broker.close();
            } else if (!ready) {
                listeners.close();
            }
        }
    }

    /// What clients put into `bootstrap.servers`.
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    public int port() {
        return port;
    }

    /// Completes if the broker breaks while running, after which nothing but a restart helps.
    public CompletionStage<PlatformException> failure() {
        return failure.minimalCompletionStage();
    }

    /// Stops cleanly. Closing twice is harmless.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (listeners) {
            broker.shutdown(LONGEST_CONTROLLED_SHUTDOWN);
        } finally {
            shutDownController();
        }
    }

    void broke(PlatformException reason) {
        failure.complete(reason);
    }

    private void shutDownController() {
        try {
            controller.shutdown();
        } finally {
            KafkaExit.isOverFor(this);
        }
    }

    private FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            action.run();
            if (fatal) {
                LOG.error("The broker broke ({}): {}", name, message, cause);
                broke(new PlatformException(
                        "The embedded broker broke (" + name + ": " + message
                                + "). Restart Millrace; its data is safe up to the last acknowledged record.",
                        cause));
            } else {
                LOG.warn("The broker met a fault ({}): {}", name, message, cause);
            }
            return new IllegalStateException(name + ": " + message, cause);
        };
    }

    /// How the broker runs: its ports (port 0 is any free one) and what acknowledged records survive.
    public record Options(PortChoice port, PortChoice controllerPort, Durability durability) {
        /// Any free ports, records surviving the process: for tests.
        public static Options onAnyPorts() {
            return on(PortChoice.anyFree("kafka.port"), Durability.PROCESS);
        }

        /// The given port for clients, and any free one for the controller, which nobody else talks to.
        public static Options on(PortChoice port, Durability durability) {
            return new Options(port, PortChoice.anyFree("kafka.controllerPort"), durability);
        }
    }
}
