package io.millrace.ledger.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.json.Fault;
import io.millrace.topology.catalog.rules.CatalogRules;
import io.millrace.topology.catalog.rules.Known;
import io.millrace.topology.catalog.rules.RecordKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes commands of rows: the same row of the same import is always the same command.
///
/// @param <R> the record
public final class CatalogueRows<R extends AvroRoot & CatalogCommand.Body> {
    static final String EXPECTED_VERSION = "expectedVersion";

    private final TenantId tenant;
    private final String importId;
    private final RecordKind<R> kind;
    private final Form<R> form;

    /// What became of a row.
    public sealed interface Made {
        record Command(CatalogCommand command) implements Made {}

        record Wrong(List<Fault> faults) implements Made {}
    }

    public CatalogueRows(TenantId tenant, String importId, RecordKind<R> kind) {
        this.tenant = tenant;
        this.importId = importId;
        this.kind = kind;
        this.form = form(tenant, kind);
    }

    /// How rows become records of a kind; the tenant is not theirs to say, nor is the version.
    public static <R extends AvroRoot & CatalogCommand.Body> Form<R> form(TenantId tenant, RecordKind<R> kind) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Map<String, JsonNode> given =
                Map.of("tenantId", nodes.textNode(tenant.value()), "version", nodes.numberNode(0L));
        return new Form<>(kind.topic().value(), given);
    }

    /// The command of a row.
    public Made command(Row row, Instant now) {
        Long expected = null;
        ObjectNode fields = switch (row) {
            case Row.Cells(long _, ObjectNode cells) -> cells;
            case Row.Json(long _, ObjectNode json) -> json;
            case Row.Unreadable _ -> JsonNodeFactory.instance.objectNode();
        };
        JsonNode version = fields.remove(EXPECTED_VERSION);
        if (version != null && !version.isNull()) {
            try {
                expected = Long.valueOf(version.asText());
            } catch (NumberFormatException notANumber) {
                return new Made.Wrong(List.of(new Fault(
                        EXPECTED_VERSION,
                        "'" + version.asText() + "' is not a whole number; leave it empty to put it there whatever"
                                + " there is")));
            }
        }
        return switch (form.fill(row)) {
            case Form.Filled.Wrong<R>(List<Fault> faults) -> new Made.Wrong(faults);
            case Form.Filled.Right<R>(R record) -> {
                List<Fault> unkeyed = faults(record, true);
                yield unkeyed.isEmpty()
                        ? new Made.Command(new CatalogCommand(
                                commandId(row.number()),
                                tenant.value(),
                                expected,
                                now,
                                null,
                                null,
                                importId,
                                row.number(),
                                record))
                        : new Made.Wrong(unkeyed);
            }
        };
    }

    private UUID commandId(long row) {
        String name = importId + "|" + kind.kind() + "|" + row;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// What can be said to be wrong with a record without asking the catalogue.
    public static List<Fault> faults(CatalogCommand.Body record) {
        return faults(record, false);
    }

    /// @param keyOnly whether only what has no key matters, because the catalogue says the rest
    private static List<Fault> faults(CatalogCommand.Body record, boolean keyOnly) {
        if (keyOnly && CatalogRules.hasKey(record)) {
            return List.of();
        }
        return CatalogRules.problems(record, Known.assumed()).stream()
                .map(problem -> new Fault(problem.field(), problem.detail()))
                .toList();
    }
}
