package io.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// What was built and what it runs on.
final class Versions implements IVersionProvider {
    private final Properties build = new Properties();

    Versions() {
        try (InputStream resource = Versions.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("version.properties is missing from the build");
            }
            build.load(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String millrace() {
        return build.getProperty("millrace");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Millrace " + millrace(),
            "Kafka " + build.getProperty("kafka") + ", PostgreSQL " + build.getProperty("postgresql") + ", JDK "
                    + Runtime.version()
        };
    }
}
