package io.millrace.topology.intake;

import io.millrace.domain.LaneKey;
import io.millrace.domain.TenantId;
import io.millrace.events.EventHeader;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.wire.Decoded;
import io.millrace.schemas.wire.LanePartitioner;
import io.millrace.schemas.wire.RecordDecoder;
import io.millrace.topology.intake.Decision.Pass;
import io.millrace.topology.intake.Decision.Refuse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides what is let into one of the shared topics. Safe for many threads.
///
/// @param <V> the records of the topic
final class Gate<V extends AvroRoot> {
    private static final int KEY_BYTES_MAX = 2 * 64 + 1;
    private static final int PASSES_MAX = 50_000;

    private final Topic<LaneKey, V> shared;
    private final RecordDecoder<V> decoder;
    private final Function<V, EventHeader> header;
    private final int partitions;
    private final int recordBytesMax;
    private final ConcurrentMap<String, Pass> passes = new ConcurrentHashMap<>();

    /// @param shared the topic behind the gate
    /// @param partitions how many it has
    /// @param recordBytesMax how large a record may be
    Gate(
            Topic<LaneKey, V> shared,
            RecordDecoder<V> decoder,
            Function<V, EventHeader> header,
            int partitions,
            int recordBytesMax) {
        this.shared = shared;
        this.decoder = decoder;
        this.header = header;
        this.partitions = partitions;
        this.recordBytesMax = recordBytesMax;
    }

    /// What becomes of a record.
    ///
    /// @param tenant whose topic it stands in
    /// @param bytes how large it is, with its headers
    Decision decide(TenantId tenant, byte @Nullable [] key, byte @Nullable [] value, long bytes) {
        if (bytes > recordBytesMax) {
            return refuse(
                    IntakeReason.TOO_LARGE,
                    "value",
                    "the record has " + bytes + " bytes and may have " + recordBytesMax
                            + "; send less in one event, such as a count or a delivery in parts");
        }
        if (key == null) {
            return refuse(
                    IntakeReason.KEY_MISSING,
                    "key",
                    "there is no key; send the tenant|location of the event's header, such as " + tenant + "|store-1");
        }
        if (key.length > KEY_BYTES_MAX) {
            return malformedKey("a key of " + key.length + " bytes is longer than two identifiers of 64");
        }
        Pass pass;
        try {
            pass = passOf(new String(key, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return malformedKey(malformed.getMessage());
        }
        return pass.lane().tenant().equals(tenant)
                ? decide(pass, value)
                : foreign("key", "the key", pass.lane().tenant().value(), tenant, Optional.empty());
    }

    /// Where a lane lives is worked out once.
    private Pass passOf(String key) {
        Pass known = passes.get(key);
        if (known != null) {
            return known;
        }
        LaneKey lane = LaneKey.parse(key);
        Pass pass = new Pass(lane, LanePartitioner.partition(lane, partitions));
        if (passes.size() >= PASSES_MAX) {
            passes.clear();
        }
        passes.put(key, pass);
        return pass;
    }

    private Decision decide(Pass pass, byte @Nullable [] value) {
        return switch (decoder.decode(value)) {
            case Decoded.Value<V>(V event, int _) -> decide(pass, header.apply(event));
            case Decoded.Unreadable<V>(var reason, String detail) -> unreadable(reason, detail);
        };
    }

    private Decision decide(Pass pass, EventHeader found) {
        LaneKey lane = pass.lane();
        if (!found.tenantId().equals(lane.tenant().value())) {
            return foreign(
                    "header.tenantId", "the event", found.tenantId(), lane.tenant(), Optional.of(found.eventId()));
        }
        if (!found.locationId().equals(lane.location().value())) {
            return new Refuse(
                    IntakeReason.KEY_DIFFERS,
                    "key",
                    "the key is " + lane + ", but the event is of location '" + found.locationId()
                            + "'; send it with the key tenant|location of its header",
                    Optional.of(found.eventId()));
        }
        return pass;
    }

    private Refuse unreadable(Decoded.Reason reason, String detail) {
        return switch (reason) {
            case EMPTY -> refuse(IntakeReason.EMPTY, "value", detail);
            case NOT_FRAMED ->
                refuse(
                        IntakeReason.NOT_FRAMED,
                        "value",
                        detail + "; use a serializer that is compatible with Confluent's");
            case UNKNOWN_SCHEMA ->
                refuse(
                        IntakeReason.UNKNOWN_SCHEMA,
                        "value",
                        detail + " Set schema.registry.url of the producer to Millrace's, and send it again");
            case WRONG_SCHEMA ->
                refuse(
                        IntakeReason.WRONG_SCHEMA,
                        "value",
                        detail + "; write it with a version of the schema of " + shared.name());
            case MALFORMED ->
                refuse(
                        IntakeReason.MALFORMED,
                        "value",
                        detail + "; correct what the producer writes, and send it again");
        };
    }

    private Refuse foreign(String field, String what, String said, TenantId tenant, Optional<UUID> eventId) {
        return new Refuse(
                IntakeReason.FOREIGN_TENANT,
                field,
                what + " is of tenant '" + said + "', but this topic is of '" + tenant
                        + "'; send it to the topic of its tenant, or correct the tenant",
                eventId);
    }

    private Refuse malformedKey(String what) {
        return refuse(
                IntakeReason.KEY_MALFORMED,
                "key",
                what + "; the key is plain text in UTF-8, tenant|location, such as acme|store-0042");
    }

    private static Refuse refuse(IntakeReason reason, String field, String detail) {
        return new Refuse(reason, field, detail, Optional.empty());
    }
}
