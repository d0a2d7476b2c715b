package io.millrace.topology.stock.events;

import io.millrace.domain.stock.Digest;
import io.millrace.events.stock.StockCommand;
import io.millrace.schemas.avro.AvroWriter;

/// Sums up a command: by what it says when written as JSON would lose nothing, its encoded form.
final class CommandDigest {
    private static final int SIZE_HINT = 512;

    private CommandDigest() {}

    static Digest of(StockCommand.Body body) {
        AvroWriter written = new AvroWriter(SIZE_HINT);
        body.write(written);
        Digest digest = new Digest().add(body.getClass().getSimpleName());
        for (byte each : written.toByteArray()) {
            digest.add(each);
        }
        return digest;
    }
}
