package io.millrace.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A client that is made of our document by somebody else's generator reports a sale.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class GeneratedClientIT {
    private static final String PROGRAM = "ReportSale";

    @TempDir
    private Path folder;

    @Test
    void shouldReportASaleAndReadTheReceipt() throws IOException, ReflectiveOperationException {
        Path sources = folder.resolve("sources");
        Path program = Files.createDirectories(folder.resolve("program"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        try (InputStream source = getClass().getResourceAsStream(PROGRAM + ".java")) {
            Files.copy(Objects.requireNonNull(source), program.resolve(PROGRAM + ".java"));
        }
        try (RunningDemo demo = RunningDemo.start(folder.resolve("data"))) {
            Path document = folder.resolve("openapi.json");
            try (InputStream answer = demo.service().resolve("/openapi").toURL().openStream()) {
                Files.copy(answer, document);
            }
            Generation.generate(document, sources);
            Generation.compile(classes, sources.resolve("src/main/java"), program);

            String receipt = run(classes, demo.service());

            assertThat(receipt).isEqualTo("decided: POSTED at store-1");
        }
    }

    @SuppressWarnings("unchecked") // The program is ours: a function of the service's address.
    private static String run(Path classes, URI service) throws IOException, ReflectiveOperationException {
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, GeneratedClientIT.class.getClassLoader())) {
            Function<URI, String> program = (Function<URI, String>)
                    loader.loadClass(PROGRAM).getDeclaredConstructor().newInstance();
            return program.apply(service);
        }
    }
}
