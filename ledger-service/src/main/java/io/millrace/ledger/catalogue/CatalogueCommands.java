package io.millrace.ledger.catalogue;

import io.millrace.domain.CatalogKey;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.ingest.RecordWriter;
import io.millrace.ledger.live.AnswersHub;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicRecords;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.RecordTraces;
import io.millrace.topology.catalog.rules.CatalogRules;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends commands to the catalogue, and answers with what it committed. Safe for many threads.
public final class CatalogueCommands implements AutoCloseable {
    private final TopicRecords<CatalogKey, CatalogCommand> commands;
    private final RecordWriter writer;
    private final AnswersHub<UUID, CatalogOutcome> outcomes;

    private CatalogueCommands(
            TopicSettings topics,
            SchemaRegistry registry,
            RecordWriter writer,
            AnswersHub<UUID, CatalogOutcome> outcomes) {
        this.commands = new TopicRecords<>(Topics.CATALOG_COMMANDS, topics, registry);
        this.writer = writer;
        this.outcomes = outcomes;
    }

    /// Takes commands until closed.
    ///
    /// @param connection how to reach Kafka
    /// @param writer writes them; stays the caller's to close
    public static CatalogueCommands start(
            Map<String, Object> connection, TopicSettings topics, SchemaRegistry registry, RecordWriter writer) {
        AnswersHub<UUID, CatalogOutcome> outcomes = AnswersHub.start(
                "catalogue-outcomes",
                connection,
                Topics.CATALOG_OUTCOMES.prefixed(topics.prefix()),
                registry,
                RecordTraces.NONE,
                CatalogOutcome::commandId);
        return new CatalogueCommands(topics, registry, writer, outcomes);
    }

    /// Sends a command and waits for its outcome.
    ///
    /// @throws ProblemException if Kafka is away, or the catalogue does not answer in time
    public CatalogOutcome carryOut(CatalogCommand command, Duration patience) {
        CatalogKey key = CatalogKey.parse(
                command.tenantId() + "|" + CatalogRules.subject(command).id());
        CompletableFuture<CatalogOutcome> expected = outcomes.expect(command.commandId());
        try {
            writer.send(commands.of(key, command));
            return expected.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw undecided(silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw undecided(interrupted);
        } catch (ExecutionException never) {
            throw new IllegalStateException("an outcome is told, or not", never);
        } finally {
            outcomes.forget(command.commandId(), expected);
        }
    }

    private static ProblemException undecided(Exception cause) {
        ProblemException undecided = new ProblemException(Problem.of(
                ProblemType.TIME_OUT,
                "The catalogue did not decide in time, and may still do so. Ask again under the same Idempotency-Key,"
                        + " or read the record."));
        undecided.addSuppressed(cause);
        return undecided;
    }

    @Override
    public void close() {
        outcomes.close();
    }
}
