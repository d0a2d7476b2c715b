package io.millrace.ledger.security;

/// How much may be asked of this node.
///
/// @param tenantPerSecond requests of a tenant in a second, by all keys and users; twice that at once after a rest
/// @param callerPerSecond requests of one key or user in a second; twice that at once after a rest
/// @param failuresPerMinute wrong tokens and keys from one address in a minute before it has to wait
public record Limits(int tenantPerSecond, int callerPerSecond, int failuresPerMinute) {
    public static final Limits STANDARD = new Limits(2_000, 500, 20);

    public Limits {
        if (tenantPerSecond < 1 || callerPerSecond < 1 || failuresPerMinute < 1) {
            throw new IllegalArgumentException("limits are above zero, these are " + tenantPerSecond + ", "
                    + callerPerSecond + ", " + failuresPerMinute);
        }
    }
}
