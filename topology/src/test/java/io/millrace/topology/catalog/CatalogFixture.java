package io.millrace.topology.catalog;

import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.CatalogStatus;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.TopologyHarness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The catalogue topology, with a tenant.
final class CatalogFixture implements AutoCloseable {
    static final CatalogSettings SETTINGS = new CatalogSettings("", 1, 3, Duration.ofDays(35));

    private final TopologyHarness harness =
            new TopologyHarness(Samples.NOON, (_, registry) -> CatalogTopology.build(SETTINGS, registry));

    CatalogFixture() {
        put(Samples.tenant());
    }

    TopologyHarness harness() {
        return harness;
    }

    CatalogOutcome put(CatalogCommand.Body body) {
        return send(Samples.command(body));
    }

    CatalogOutcome put(CatalogCommand.Body body, @Nullable Long expectedVersion) {
        return send(Samples.command(body, expectedVersion));
    }

    CatalogStatus statusOf(CatalogCommand.Body body) {
        return put(body).status();
    }

    CatalogOutcome send(CatalogCommand command) {
        harness.send(Topics.CATALOG_COMMANDS, Samples.key(command), command, Samples.NOON);
        return lastOutcome();
    }

    CatalogOutcome lastOutcome() {
        return harness.receivedValues(Topics.CATALOG_OUTCOMES).getLast();
    }

    @Override
    public void close() {
        harness.close();
    }
}
