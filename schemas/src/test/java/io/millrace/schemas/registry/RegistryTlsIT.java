package io.millrace.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTlsIT {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    /// One self-signed certificate plays server, client and authority.
    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "30",
                "-keystore",
                file("keys.p12"),
                "-storetype",
                "PKCS12");
        keytool("-exportcert", "-rfc", "-alias", "me", "-keystore", file("keys.p12"), "-file", file("trust.pem"));
        for (String type : List.of("p12", "jks")) {
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    "me",
                    "-file",
                    file("trust.pem"),
                    "-keystore",
                    file("trust." + type),
                    "-storetype",
                    type.equals("p12") ? "PKCS12" : "JKS");
        }
        KeyStore keys = KeyStore.getInstance(Path.of(file("keys.p12")).toFile(), PASSWORD.toCharArray());
        Key key = keys.getKey("me", PASSWORD.toCharArray());
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n" + Files.readString(folder.resolve("trust.pem"));
        Files.writeString(folder.resolve("keys.pem"), pem);
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).as("see keytool.log").isZero();
    }

    private static FakeRegistry server(boolean needsClientCertificate) throws IOException {
        SSLContext context = TlsFiles.sslContext(
                new TlsFiles.Store("trust", Path.of(file("trust.p12")), "PKCS12", PASSWORD),
                new TlsFiles.Store("keys", Path.of(file("keys.p12")), "PKCS12", PASSWORD),
                null);
        return FakeRegistry.startTls(context, needsClientCertificate);
    }

    private static Map<String, String> properties(FakeRegistry server, String trust) {
        Map<String, String> properties = new HashMap<>();
        properties.put("schema.registry.url", server.url());
        properties.put("schema.registry.max.retries", "0");
        if (!trust.isEmpty()) {
            properties.put("schema.registry.ssl.truststore.location", file(trust));
            properties.put("schema.registry.ssl.truststore.password", PASSWORD);
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust.p12", "trust.jks", "trust.pem"})
    void shouldTrustSelfSignedCertificateWhenTruststoreHoldsIt(String trust) throws IOException {
        try (FakeRegistry server = server(false).says(200, "{\"id\":7}");
                HttpSchemaRegistry registry =
                        new HttpSchemaRegistry(RegistryOptions.fromProperties(properties(server, trust)))) {
            assertThat(registry.register("s", TEXT)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys.p12", "keys.pem"})
    void shouldShowCertificateWhenServerNeedsIt(String keys) throws IOException {
        try (FakeRegistry server = server(true).says(200, "{\"id\":7}")) {
            Map<String, String> properties = properties(server, "trust.p12");
            properties.put("schema.registry.ssl.keystore.location", file(keys));
            properties.put("schema.registry.ssl.keystore.password", PASSWORD);

            try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.fromProperties(properties))) {
                assertThat(registry.register("s", TEXT)).isEqualTo(7);
            }
        }
    }

    @Test
    void shouldNameTruststoreWhenCertificateIsNotTrusted() throws IOException {
        try (FakeRegistry server = server(false);
                HttpSchemaRegistry registry =
                        new HttpSchemaRegistry(RegistryOptions.fromProperties(properties(server, "")))) {
            SchemaRegistryException refusal =
                    catchThrowableOfType(SchemaRegistryException.class, () -> registry.register("s", TEXT));

            assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(refusal).hasMessageContainingAll(server.url(), "schema.registry.ssl.truststore.location");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void shouldRefuseTruststoreWhenPasswordIsWrong() throws IOException {
        try (FakeRegistry server = server(false)) {
            Map<String, String> properties = properties(server, "trust.p12");
            properties.put("schema.registry.ssl.truststore.password", "hush-hush");

            IllegalArgumentException refusal = catchThrowableOfType(
                    IllegalArgumentException.class, () -> RegistryOptions.fromProperties(properties));

            assertThat(refusal).hasMessageContaining("schema.registry.ssl.truststore.location=" + file("trust.p12"));
            assertThat(refusal).hasMessageNotContaining("hush-hush");
        }
    }
}
