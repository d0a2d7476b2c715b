package io.millrace.config;

/// What is let in, and how much: a record's size, and what one tenant may send to each node in a second, 0 without
/// limit.
public record Intake(int recordBytesMax, int tenantBytesPerSecond, int tenantRecordsPerSecond) {
    public static final int RECORD_BYTES_MIN = 10_000;
    public static final int RECORD_BYTES_MAX = 4_000_000;
    public static final int RATE_MAX = 999_999_999;

    public Intake {
        Checks.between("intake.record.bytes.max", recordBytesMax, RECORD_BYTES_MIN, RECORD_BYTES_MAX);
        Checks.between("intake.tenant.bytes.per.second", tenantBytesPerSecond, 0, RATE_MAX);
        Checks.between("intake.tenant.records.per.second", tenantRecordsPerSecond, 0, RATE_MAX);
    }
}
