package io.millrace.topology.stock.query;

import io.millrace.domain.LaneKey;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.topology.segments.SegmentedStore;
import io.millrace.topology.stock.state.StockState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// No stores at all, in a process without the ledger. Who has a partition is known from the group that the ledger's
/// processes are members of: each names itself by where it can be asked. Who has copies is not known.
public final class GroupStores implements StockStores {
    private static final Logger LOG = LoggerFactory.getLogger(GroupStores.class);
    private static final Pattern MEMBER = Pattern.compile(".*@(.+:\\d+)-StreamThread-\\d+-consumer");
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int ANSWER_MILLIS = 1_500;

    private final Admin admin;
    private final String group;
    private final int partitions;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Told told = new Told(System.nanoTime() - EVERY_NANOS, Map.of());

    private record Told(long atNanos, Map<Integer, String> owners) {}

    GroupStores(Admin admin, String group, int partitions) {
        this.admin = admin;
        this.group = group;
        this.partitions = partitions;
    }

    /// What a process of the ledger calls itself in its group.
    ///
    /// @param address `host:port` where it can be asked
    public static String clientId(String application, String address) {
        return application + "@" + address;
    }

    /// Where a member of the group can be asked, if it says so.
    static Optional<String> address(String clientId) {
        Matcher matcher = MEMBER.matcher(clientId);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public int partition(LaneKey lane) {
        return LanePartitioner.partition(lane, partitions);
    }

    @Override
    public int partitions() {
        return partitions;
    }

    /// As it was a second ago at most; whoever asks then waits for Kafka's answer.
    @Override
    public Whereabouts whereabouts(int partition) {
        if (System.nanoTime() - told.atNanos >= EVERY_NANOS && looking.compareAndSet(false, true)) {
            try {
                told = new Told(System.nanoTime(), owners());
            } finally {
                looking.set(false);
            }
        }
        return new Whereabouts(partition, Optional.ofNullable(told.owners.get(partition)), List.of());
    }

    private Map<Integer, String> owners() {
        try {
            ConsumerGroupDescription described = admin.describeConsumerGroups(
                            List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(ANSWER_MILLIS))
                    .describedGroups()
                    .get(group)
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            Map<Integer, String> owners = new HashMap<>();
            for (MemberDescription member : described.members()) {
                address(member.clientId())
                        .ifPresent(address -> member.assignment()
                                .topicPartitions()
                                .forEach(partition -> owners.put(partition.partition(), address)));
            }
            return owners;
        } catch (ExecutionException | TimeoutException untold) {
            LOG.warn("Kafka does not say where the ledger runs: {}", untold.toString());
            return told.owners;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return told.owners;
        }
    }

    @Override
    public Optional<SegmentedStore<StockState>> of(int partition) {
        return Optional.empty();
    }

    @Override
    public Optional<CatalogFacts> catalog() {
        return Optional.empty();
    }

    @Override
    public Optional<String> trouble(int partition, SegmentedStore<StockState> store) {
        return Optional.of("no partition lives here");
    }

    @Override
    public Freshness freshness(int partition, SegmentedStore<StockState> store, boolean committed) {
        throw new IllegalStateException("there is nothing here that could be fresh");
    }
}
