package io.millrace.platform.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes to the log in transactions, and only as long as no other registry has begun to write since it was opened.
///
/// All registries of one topic share one transactional id. Opening fences every other writer, so what it has read after
/// that cannot be outdated when its transaction commits: either nobody else wrote, or the transaction fails. Not safe
/// for several threads.
final class SchemaLogWriter implements AutoCloseable {
    private static final int TRANSACTION_MILLIS_MAX = 10_000;

    private final EmbeddedRegistryOptions options;
    private final LogRecordCodec codec = new LogRecordCodec();
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /// How writing ended.
    sealed interface Outcome {
        /// All of it is committed.
        ///
        /// @param offset of the last record
        record Written(long offset) implements Outcome {}

        /// Another registry writes now. Nothing was written, unless only the answer to a commit got lost: reading the
        /// log after opening again tells.
        record Fenced() implements Outcome {}

        /// The broker gave another error, as it sometimes does when two writers fence each other in the same moment.
        /// What holds for fencing holds here: reading the log after opening again tells what became of the records.
        record Failed(SchemaLogException why) implements Outcome {}
    }

    SchemaLogWriter(EmbeddedRegistryOptions options) {
        this.options = options;
    }

    boolean isOpen() {
        return producer != null;
    }

    /// Fences all other writers and ends what they left open. The log must be read to its end after this.
    ///
    /// @return false if another writer opened at the same moment
    boolean open() {
        KafkaProducer<byte[], byte[]> opening =
                new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            opening.initTransactions();
            producer = opening;
            return true;
        } catch (KafkaException e) {
            opening.close(Duration.ZERO);
            if (isFenced(e)) {
                return false;
            }
            throw SchemaLogException.unavailable(options.topic(), "get the right to write to", e);
        }
    }

    private Map<String, Object> config() {
        int timeoutMillis = (int) options.timeoutMillis();
        Map<String, Object> config = new HashMap<>(options.kafka());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "millrace-registry-writer");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "millrace-registry-" + options.topic());
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS_MAX);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, SchemaTopic.RECORD_BYTES_MAX);
        // The broker asks to come back while it ends the transaction before, which takes it a few milliseconds.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5L);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200L);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) timeoutMillis);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(50, timeoutMillis / 2));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
        return config;
    }

    /// Writes all of the records or none.
    Outcome append(List<LogRecord> records) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("the writer is not open");
        }
        try {
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (LogRecord record : records) {
                LogRecordCodec.Text text = codec.encode(record);
                sent.add(open.send(new ProducerRecord<>(options.topic(), 0, text.keyBytes(), text.valueBytes())));
            }
            open.commitTransaction();
            return new Outcome.Written(sent.getLast().get().offset());
        } catch (KafkaException e) {
            return failed(e);
        } catch (ExecutionException e) {
            return failed(e);
        } catch (InterruptedException e) {
            discard();
            throw new InterruptException(e);
        }
    }

    private Outcome failed(Exception failure) {
        discard();
        if (isFenced(failure)) {
            return new Outcome.Fenced();
        }
        SchemaLogException unavailable = SchemaLogException.unavailable(options.topic(), "write to", failure);
        if (failure instanceof TimeoutException || failure instanceof InterruptException) {
            // If the commit itself got lost, the records may be there after all. The next writer finds out by reading.
            throw unavailable;
        }
        return new Outcome.Failed(unavailable);
    }

    /// The last two are what a writer hears whose transaction another one has just ended.
    private static boolean isFenced(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ProducerFencedException
                    || e instanceof InvalidProducerEpochException
                    || e instanceof InvalidPidMappingException
                    || e instanceof InvalidTxnStateException
                    || e instanceof TransactionAbortableException) {
                return true;
            }
        }
        return false;
    }

    /// What it left open is ended by the next writer to open, or by the broker after 10 s.
    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(options.timeoutMillis()));
            producer = null;
        }
    }
}
