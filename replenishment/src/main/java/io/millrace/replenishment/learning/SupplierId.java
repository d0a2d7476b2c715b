package io.millrace.replenishment.learning;

/// Who delivers.
public record SupplierId(String value) {
    public SupplierId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A supplier's id is blank; give the one the tenant uses");
        }
    }
}
