package io.millrace.topology.catalog.state;

import io.millrace.events.catalog.CatalogKind;
import io.millrace.schemas.avro.AvroReader;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.avro.Bytes;
import io.millrace.topology.catalog.rules.Present;
import io.millrace.topology.catalog.rules.RecordKind;
import io.millrace.topology.segments.Slot;
import io.millrace.topology.segments.SlotKind;
import org.jspecify.annotations.Nullable;

/// A record of master data, in its encoded form: there may be millions. One that was removed leaves its version, so
/// that a later one counts on.
final class RecordSlot extends Slot<RecordSlot.Id, RecordSlot.Kept> {
    static final SlotKind<Id, Kept> KIND = new Format();

    private final String tenant;
    private final CatalogKind kind;
    private final String id;
    private long version;
    private byte @Nullable [] encoded;

    /// Which record of a tenant.
    record Id(CatalogKind kind, String id) {}

    /// Its last version, and what it was then: nothing if it went.
    record Kept(long version, @Nullable Bytes encoded) {}

    RecordSlot(String tenant, CatalogKind kind, String id) {
        this.tenant = tenant;
        this.kind = kind;
        this.id = id;
    }

    @Override
    public SlotKind<Id, Kept> kind() {
        return KIND;
    }

    @Override
    public String scope() {
        return tenant;
    }

    @Override
    public Id key() {
        return new Id(kind, id);
    }

    @Override
    public Kept value() {
        return new Kept(version, encoded == null ? null : Bytes.of(encoded));
    }

    @Override
    public void value(Kept changed) {
        Bytes bytes = changed.encoded();
        set(changed.version(), bytes == null ? null : bytes.toArray());
    }

    void set(long newVersion, byte @Nullable [] newEncoded) {
        version = newVersion;
        encoded = newEncoded;
    }

    CatalogKind recordKind() {
        return kind;
    }

    String id() {
        return id;
    }

    boolean isThere() {
        return encoded != null;
    }

    Present present() {
        return new Present(record(), version);
    }

    RecordKind.@Nullable Typed<?> record() {
        return encoded == null ? null : RecordKind.of(kind).decode(encoded);
    }

    private static final class Format implements SlotKind<Id, Kept> {
        @Override
        public int tag() {
            return 1;
        }

        @Override
        public void writeKey(Id key, AvroWriter target) {
            target.writeString(key.kind().name());
            target.writeString(key.id());
        }

        @Override
        public Id readKey(AvroReader source) {
            return new Id(CatalogKind.valueOf(source.readString()), source.readString());
        }

        @Override
        public void writeValue(Kept value, AvroWriter target) {
            target.writeLong(value.version());
            target.writeBoolean(value.encoded() != null);
            if (value.encoded() != null) {
                target.writeBytes(value.encoded());
            }
        }

        @Override
        public Kept readValue(AvroReader source) {
            return new Kept(source.readLong(), source.readBoolean() ? source.readBytes() : null);
        }
    }
}
