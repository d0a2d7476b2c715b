package io.millrace.ledger.database;

/// A database role's name and password. Its text form keeps the password to itself.
public record DatabaseLogin(String user, String password) {
    @Override
    public String toString() {
        return user + " (password hidden)";
    }
}
