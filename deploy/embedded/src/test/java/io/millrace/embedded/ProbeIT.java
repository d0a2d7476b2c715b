package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Postgres;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.schemas.registry.HttpSchemaRegistry;
import io.millrace.schemas.registry.RegistryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the probes say of parts that are gone.
class ProbeIT {
    private String nobody;

    @BeforeEach
    void findAPortWhereNobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void shouldSayDownWhenTheBrokerIsGone() {
        try (Admin admin = Admin.create(KafkaAccess.of(nobody).properties())) {
            assertThat(cause(Probe.kafka(admin)))
                    .startsWith("The broker does not answer within 2 s.")
                    .contains("kafka.bootstrap.servers");
        }
    }

    @Test
    void shouldSayDownWhenTheDatabaseIsGone() {
        DatabaseAccess database = DatabaseAccess.of(
                new Postgres.External("jdbc:postgresql://" + nobody + "/millrace", Optional.empty(), Optional.empty()));

        assertThat(cause(Probe.postgres(database)))
                .startsWith("PostgreSQL cannot be asked: ")
                .contains(nobody)
                .contains("refused");
    }

    @Test
    void shouldSayDownWhenTheRegistryIsGone() {
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistryOptions.of("http://" + nobody))) {
            assertThat(cause(Probe.registry(registry, "")))
                    .startsWith("The registry cannot be asked: ")
                    .contains(nobody);
        }
    }

    private static String cause(Probe probe) {
        return probe.check() instanceof Health.Down(String cause) ? cause : "nothing is wrong";
    }
}
