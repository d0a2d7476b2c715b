package io.millrace.config;

/// A name and its password.
public record Login(String user, Secret password) {
    public Login {
        Checks.notBlank("user", user);
    }
}
