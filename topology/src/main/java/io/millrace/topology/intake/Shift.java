package io.millrace.topology.intake;

import io.millrace.domain.TenantId;
import io.millrace.schemas.registry.SchemaRegistryException;
import io.millrace.topology.Lag;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One member of the group at work: reads, carries, commits, in transactions. Whatever goes wrong ends it, and with it
/// its transaction; its successor begins at what was committed last.
final class Shift implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration HELD_IN = Duration.ofMillis(10);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);
    /// After that the quota is asked again, which may have been changed.
    private static final long LONGEST_HOLD_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Carrier carrier;
    private final Quotas quotas;
    private final long commitEveryNanos;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Holds holds = new Holds();
    private final Map<TopicPartition, Long> begunAt = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> carried = new HashMap<>();
    private boolean inTransaction;
    private long begunAtNanos;
    private boolean paused;
    private boolean closing;

    /// Whether a worker may work, and whom it tells that it does.
    interface Foreman {
        boolean isPaused();

        void started();
    }

    Shift(IntakeSettings settings, int worker, Carrier carrier, Quotas quotas) {
        this.carrier = carrier;
        this.quotas = quotas;
        this.commitEveryNanos = settings.commitEvery().toNanos();
        this.producer =
                new KafkaProducer<>(settings.producer(worker), new ByteArraySerializer(), new ByteArraySerializer());
        boolean ready = false;
        try {
            this.consumer = new KafkaConsumer<>(
                    settings.consumer(worker), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            ready = true;
        } finally {
            if (!ready) {
                producer.close(CLOSE_TIMEOUT);
            }
        }
    }

    /// Works until it is told to end.
    void work(BooleanSupplier ending, Foreman foreman) {
        producer.initTransactions();
        consumer.subscribe(carrier.pattern(), new Handover(foreman));
        while (!ending.getAsBoolean()) {
            resumeHeld();
            followForeman(foreman);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(patience());
            if (!records.isEmpty()) {
                carry(records);
            }
            if (isCommitDue()) {
                commit();
            }
        }
        commit();
    }

    /// How many records wait in each partition that it has, of all tenants. Any thread may ask.
    Map<Integer, Long> lag() {
        return Lag.ofInputs(consumer.metrics());
    }

    private Duration patience() {
        return inTransaction ? HELD_IN : IDLE;
    }

    private boolean isCommitDue() {
        return inTransaction && System.nanoTime() - begunAtNanos >= commitEveryNanos;
    }

    private void resumeHeld() {
        long now = System.nanoTime();
        List<TopicPartition> released = holds.release(now).stream()
                .filter(partition -> !isStillHeld(partition, now))
                .toList();
        if (!released.isEmpty() && !paused) {
            consumer.resume(released);
        }
    }

    private boolean isStillHeld(TopicPartition partition, long now) {
        long waitNanos = quotas.take(carrier.tenantOf(partition.topic()), 0, 0, now);
        if (waitNanos > 0) {
            holds.hold(partition, now + Math.min(waitNanos, LONGEST_HOLD_NANOS));
        }
        return waitNanos > 0;
    }

    /// Partitions that come while it is paused come unpaused.
    private void followForeman(Foreman foreman) {
        if (foreman.isPaused()) {
            paused = true;
            consumer.pause(consumer.assignment());
        } else if (paused) {
            paused = false;
            consumer.resume(consumer.assignment().stream()
                    .filter(partition -> !holds.isHeld(partition))
                    .toList());
        }
    }

    private void carry(ConsumerRecords<byte[], byte[]> records) {
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
            begunAtNanos = System.nanoTime();
        }
        Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
        for (TopicPartition partition : records.partitions()) {
            carry(partition, records.records(partition), next.get(partition));
        }
    }

    private void carry(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, OffsetAndMetadata next) {
        begunAt.putIfAbsent(partition, records.getFirst().offset());
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                var _ = producer.send(carrier.carry(record)); // A failure is told by the commit.
            } catch (SchemaRegistryException silent) {
                askAgainLater(partition, record, silent);
                return;
            }
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
        carried.put(partition, next);
        TenantId tenant = carrier.tenantOf(partition.topic());
        long now = System.nanoTime();
        long waitNanos = quotas.take(tenant, bytes, records.size(), now);
        if (waitNanos > 0) {
            hold(tenant, now + Math.min(waitNanos, LONGEST_HOLD_NANOS));
        }
    }

    /// Only the partition whose record cannot be judged now has to wait.
    private void askAgainLater(
            TopicPartition partition, ConsumerRecord<byte[], byte[]> record, SchemaRegistryException silent) {
        LOG.warn(
                "{} waits at offset {}, because the schema registry cannot tell what the record is: {}",
                partition,
                record.offset(),
                silent.getMessage());
        OffsetAndMetadata here = new OffsetAndMetadata(record.offset(), record.leaderEpoch(), "");
        carried.put(partition, here);
        consumer.seek(partition, here);
        holds.hold(partition, System.nanoTime() + ASK_AGAIN_AFTER.toNanos());
        consumer.pause(List.of(partition));
    }

    private void hold(TenantId tenant, long untilNanos) {
        List<TopicPartition> held = consumer.assignment().stream()
                .filter(partition -> carrier.tenantOf(partition.topic()).equals(tenant))
                .toList();
        held.forEach(partition -> holds.hold(partition, untilNanos));
        consumer.pause(held);
    }

    private void commit() {
        if (!inTransaction) {
            return;
        }
        try {
            producer.sendOffsetsToTransaction(carried, consumer.groupMetadata());
            producer.commitTransaction();
        } catch (CommitFailedException outdated) {
            LOG.info("The group was sharing out its partitions anew; what was open is done again");
            undo();
        }
        end();
    }

    private void end() {
        carried.clear();
        begunAt.clear();
        inTransaction = false;
    }

    /// Takes back what is open, and goes back to where it began with what is still ours.
    private void undo() {
        producer.abortTransaction();
        Set<TopicPartition> ours = consumer.assignment();
        begunAt.forEach((partition, offset) -> {
            if (ours.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
    }

    /// Leaves an open transaction to be aborted.
    @Override
    public void close() {
        closing = true;
        try {
            producer.close(CLOSE_TIMEOUT);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    /// What happens when partitions come and go.
    private final class Handover implements ConsumerRebalanceListener {
        private final Foreman foreman;

        Handover(Foreman foreman) {
            this.foreman = foreman;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            foreman.started();
        }

        /// The next owner begins where we end.
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!closing) {
                commit();
                holds.forget(partitions);
            }
        }

        /// Somebody else may have done again what we hold open.
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            if (!closing && inTransaction) {
                begunAt.keySet().removeAll(partitions);
                undo();
                end();
            }
            holds.forget(partitions);
        }
    }
}
