package io.millrace.schemas.wire;

import io.millrace.schemas.avro.AvroWriter;

/// Confluent's framing: a zero byte, the schema's id in four bytes, then the record.
final class Frame {
    static final int HEADER_LENGTH = 5;

    private static final byte MAGIC = 0;

    private Frame() {}

    static void writeHeader(AvroWriter writer, int schemaId) {
        writer.writeRawByte(MAGIC);
        writer.writeRawInt(schemaId);
    }

    static boolean isFramed(byte[] data) {
        return data.length >= HEADER_LENGTH && data[0] == MAGIC;
    }

    static int schemaId(byte[] data) {
        return (data[1] & 0xFF) << 24 | (data[2] & 0xFF) << 16 | (data[3] & 0xFF) << 8 | (data[4] & 0xFF);
    }
}
