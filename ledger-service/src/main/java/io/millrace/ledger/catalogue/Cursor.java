package io.millrace.ledger.catalogue;

/// Where a page ended, as it stands in addresses: an id, whose parts are joined by a letter that needs no escape.
final class Cursor {
    static final String PATTERN = "[A-Za-z0-9._-]{1,64}(?:~[A-Za-z0-9._-]{1,64}){0,2}";

    private Cursor() {}

    static String of(String id) {
        return id.replace('|', '~');
    }

    static String id(String cursor) {
        if (!cursor.matches(PATTERN)) {
            throw new IllegalArgumentException("'" + cursor + "' is not what a page gave as next");
        }
        return cursor.replace('~', '|');
    }
}
