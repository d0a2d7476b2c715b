package io.millrace.domain.stock;

/// Why something moved, in the tenant's codes or the ledger's own.
public record Reason(String code) {
    /// The event's kind says it all.
    public static final Reason NONE = new Reason("");

    /// A count found more or less than the books.
    public static final Reason COUNT = new Reason("COUNT");

    /// It happened before a count that had already seen its effect.
    public static final Reason ABSORBED_BY_COUNT = new Reason("ABSORBED_BY_COUNT");

    /// An order settled what had been received before it was known.
    public static final Reason ORDER_SETTLED = new Reason("ORDER_SETTLED");

    public static Reason of(String code) {
        return new Reason(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
