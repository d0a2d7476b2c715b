package io.millrace.topology.catalog;

import io.millrace.domain.CatalogKey;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.CatalogProblem;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.schemas.topics.Topics;
import io.millrace.topology.catalog.rules.CatalogRules.Subject;
import io.millrace.topology.catalog.rules.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what became of each command.
final class CatalogTeller {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogTeller.class);

    /// Stands for a tenant or an id that can't be told from a record.
    private static final String NOBODY = "-";

    private final CatalogOutputs outputs;

    /// Where a command was, and when it came.
    record Place(String topic, int partition, long offset, long atMillis) {
        @Override
        public String toString() {
            return topic + ", partition " + partition + ", offset " + offset;
        }
    }

    CatalogTeller(CatalogOutputs outputs) {
        this.outputs = outputs;
    }

    void done(CatalogCommand command, Subject subject, CatalogStatus status, long version, Place place) {
        send(command.tenantId(), outcome(command, subject, status, null, List.of(), version, place), place);
    }

    void refused(CatalogCommand command, Subject subject, @Nullable CatalogKey key, Refused refused, Place place) {
        List<CatalogProblem> problems = refused.problems().stream()
                .map(problem -> new CatalogProblem(problem.field(), problem.detail()))
                .toList();
        CatalogOutcome outcome = outcome(
                command, subject, CatalogStatus.REJECTED, refused.reason().name(), problems, refused.version(), place);
        send(tenantOf(command, key), outcome, place);
    }

    private static String tenantOf(CatalogCommand command, @Nullable CatalogKey key) {
        try {
            return CatalogKey.of(command.tenantId(), NOBODY).tenant().value();
        } catch (IllegalArgumentException noTenant) {
            return key == null ? NOBODY : key.tenant().value();
        }
    }

    /// Of a record that is no command. Its own bytes stay in the topic, at the place that the outcome names.
    void unreadable(@Nullable CatalogKey key, Refused refused, Place place) {
        String tenant = key == null ? NOBODY : key.tenant().value();
        String id = key == null ? NOBODY : key.id();
        UUID madeUp = UUID.nameUUIDFromBytes(place.toString().getBytes(StandardCharsets.UTF_8));
        String detail = refused.problems().getFirst().detail() + "; the record is at " + place;
        LOG.warn("A record of tenant {} is no command on the catalogue: {}", tenant, detail);
        send(
                tenant,
                new CatalogOutcome(
                        madeUp,
                        tenant,
                        CatalogKind.UNKNOWN,
                        id,
                        CatalogStatus.REJECTED,
                        refused.reason().name(),
                        List.of(new CatalogProblem("", detail)),
                        null,
                        null,
                        null,
                        Instant.ofEpochMilli(place.atMillis())),
                place);
    }

    private static CatalogOutcome outcome(
            CatalogCommand command,
            Subject subject,
            CatalogStatus status,
            @Nullable String reason,
            List<CatalogProblem> problems,
            @Nullable Long version,
            Place place) {
        return new CatalogOutcome(
                command.commandId(),
                command.tenantId(),
                subject.kind(),
                subject.id(),
                status,
                reason,
                problems,
                version,
                command.importId(),
                command.row(),
                Instant.ofEpochMilli(place.atMillis()));
    }

    private void send(String tenant, CatalogOutcome outcome, Place place) {
        outputs.send(Topics.CATALOG_OUTCOMES, tenant + "|" + outcome.commandId(), outcome, place.atMillis());
    }
}
