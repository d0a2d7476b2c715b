package io.millrace.platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The broker's configuration: one node that is broker and controller, sized for a small machine.
final class BrokerSettings {
    static final String BROKER_LISTENER = "BROKER";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final int NODE_ID = 1;

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int INTERNAL_TOPIC_PARTITIONS = 8;

    private BrokerSettings() {}

    static Map<String, String> of(Path folder, int brokerPort, int controllerPort, Durability durability) {
        Map<String, String> settings = new HashMap<>();
        settings.put("log.dirs", folder.toString());
        identity(settings, brokerPort, controllerPort);
        oneNode(settings);
        smallMachine(settings);
        switch (durability) {
            case PROCESS -> {} // The page cache outlives the process; flushing is the operating system's business.
            case POWER -> settings.put("log.flush.interval.messages", "1");
        }
        return settings;
    }

    private static void identity(Map<String, String> settings, int brokerPort, int controllerPort) {
        String broker = BROKER_LISTENER + "://" + Ports.LOOPBACK + ":" + brokerPort;
        String controller = CONTROLLER_LISTENER + "://" + Ports.LOOPBACK + ":" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("listeners", broker + "," + controller);
        settings.put("advertised.listeners", broker);
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put(
                "listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("controller.quorum.voters", NODE_ID + "@" + Ports.LOOPBACK + ":" + controllerPort);
    }

    /// Internal topics that fit on one node, and topics that exist only because somebody declared them.
    private static void oneNode(Map<String, String> settings) {
        String partitions = Integer.toString(INTERNAL_TOPIC_PARTITIONS);
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", partitions);
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        // What a killed writer left open holds up every reader until it is found. A broker that was killed itself
        // has no leaders for some seconds of its next start; what is ended then is told to nobody, and stays open.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "10000");
        settings.put("transaction.state.log.num.partitions", partitions);
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", partitions);
        // Work that a killed node had taken is given to another as soon as who takes it says.
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A worker learns what is its own with its second heartbeat; until then nobody works.
        settings.put("group.share.min.heartbeat.interval.ms", "1000");
        settings.put("group.share.heartbeat.interval.ms", "1000");
        settings.put("group.share.assignment.interval.ms", "0");
        // A killed broker's next start waits until its own session is over.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "1000");
    }

    /// Threads for two cores. After a crash the newest segment of each partition is read again from its start, so
    /// segments are small enough to make that quick.
    private static void smallMachine(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "4");
        settings.put("group.coordinator.threads", "2");
        settings.put("share.coordinator.threads", "1");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * MEBIBYTE));
        settings.put("log.segment.bytes", Integer.toString(128 * MEBIBYTE));
    }
}
