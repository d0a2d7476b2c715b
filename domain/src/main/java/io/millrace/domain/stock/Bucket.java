package io.millrace.domain.stock;

/// Where stock stands within a location, and the accounts outside it that movements come from and go to.
public enum Bucket {
    FREE(0, true),
    RESERVED(1, true),
    DAMAGED(2, true),
    QUARANTINED(3, true),
    IN_TRANSIT(4, true),
    ON_ORDER(5, true),
    SUPPLIER(6, false),
    CUSTOMER(7, false),
    SHRINK(8, false),
    SCRAP(9, false),
    OPENING(10, false),
    LINK(11, false);

    /// How many there are; their codes are 0 to one less.
    public static final int COUNT = 12;

    private static final Bucket[] BY_CODE = byCode();

    private final int code;
    private final boolean held;

    Bucket(int code, boolean held) {
        this.code = code;
        this.held = held;
    }

    private static Bucket[] byCode() {
        Bucket[] byCode = new Bucket[COUNT];
        for (Bucket bucket : values()) {
            byCode[bucket.code] = bucket;
        }
        return byCode;
    }

    /// What it is known by wherever it is kept; never changes.
    public int code() {
        return code;
    }

    /// The bucket of a code.
    public static Bucket ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new IllegalArgumentException("no bucket has the code " + code);
        }
        return BY_CODE[code];
    }

    /// Whether a position has a balance for it; the others are accounts outside.
    public boolean isHeld() {
        return held;
    }

    /// Whether it is part of what a count of the shelf sees.
    public boolean isCounted() {
        return this == FREE || this == RESERVED;
    }
}
