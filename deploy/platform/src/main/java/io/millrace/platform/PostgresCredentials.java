package io.millrace.platform;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The passwords of the database's four roles: made up once, kept in a file only their owner may read.
record PostgresCredentials(Login administrator, Login owner, Login application, Login sink) {
    static final String ADMINISTRATOR = "millrace_admin";
    static final String OWNER = "millrace_owner";
    static final String APPLICATION = "millrace_app";
    static final String SINK = "millrace_sink";

    private static final int PASSWORD_BYTES = 24;

    static PostgresCredentials loadOrCreate(Path file, boolean databaseExists) {
        try {
            if (!Files.exists(file)) {
                refuseIfLost(file, databaseExists);
                SmallFiles.write(file, newPasswords());
            }
            addSink(file);
            return load(file);
        } catch (IOException e) {
            throw new PlatformException("The database's passwords can't be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    /// Data folders from before there was this role have no password for it.
    private static void addSink(Path file) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(SINK + "=")) {
            SmallFiles.write(file, text + SINK + "=" + newPassword(new SecureRandom()) + "\n");
        }
    }

    private static void refuseIfLost(Path file, boolean databaseExists) {
        if (databaseExists) {
            throw new PlatformException("The file " + file
                    + " with the database's passwords is missing. Restore it from a backup, or choose another"
                    + " folder with --data.");
        }
    }

    private static String newPasswords() {
        SecureRandom random = new SecureRandom();
        return "# Made up by Millrace when it created this database. Keep it: the database knows no other passwords.\n"
                + ADMINISTRATOR + "=" + newPassword(random) + "\n"
                + OWNER + "=" + newPassword(random) + "\n"
                + APPLICATION + "=" + newPassword(random) + "\n"
                + SINK + "=" + newPassword(random) + "\n";
    }

    private static String newPassword(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PostgresCredentials load(Path file) throws IOException {
        Properties passwords = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            passwords.load(reader);
        }
        return new PostgresCredentials(
                login(passwords, ADMINISTRATOR, file),
                login(passwords, OWNER, file),
                login(passwords, APPLICATION, file),
                login(passwords, SINK, file));
    }

    private static Login login(Properties passwords, String role, Path file) {
        String password = passwords.getProperty(role, "");
        if (password.isBlank()) {
            throw new PlatformException("The file " + file + " holds no password for " + role
                    + ". Restore it from a backup, or choose another folder with --data.");
        }
        return new Login(role, password);
    }
}
