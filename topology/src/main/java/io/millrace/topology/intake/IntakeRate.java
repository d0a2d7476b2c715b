package io.millrace.topology.intake;

/// How much a tenant may send in a second, to each node; 0 is without limit.
public record IntakeRate(long bytesPerSecond, long recordsPerSecond) {
    public static final IntakeRate UNLIMITED = new IntakeRate(0, 0);

    public IntakeRate {
        if (bytesPerSecond < 0 || recordsPerSecond < 0) {
            throw new IllegalArgumentException("a rate is 0 (without limit) or more, not " + bytesPerSecond
                    + " bytes and " + recordsPerSecond + " records a second");
        }
    }
}
