package io.millrace.topology.stock.events;

/// Ends a translation at the first field that is wrong. Never leaves this package.
final class InvalidField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidField(String field, String detail) {
        super(detail, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }

    Translated.Invalid result() {
        return new Translated.Invalid(field, getMessage());
    }
}
