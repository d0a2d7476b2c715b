package io.millrace.platform;

/// A database role's name and password. Its text form keeps the password to itself.
public record Login(String user, String password) {
    @Override
    public String toString() {
        return user + " (password hidden)";
    }
}
