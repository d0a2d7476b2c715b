package io.millrace.cli.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is known of a file before it is read row by row.
///
/// @param digest of its content: the same file has the same, wherever it lies
/// @param lines how many there are; rows may span several
public record ImportFile(String digest, long lines) {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DIGEST_CHARACTERS = 24;

    public static ImportFile of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long lines = 0;
        try (InputStream source = Files.newInputStream(file)) {
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return new ImportFile(HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_CHARACTERS), lines);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
