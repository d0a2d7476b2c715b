package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.LaneKey;
import io.millrace.events.pos.SaleVoided;
import io.millrace.events.pos.TillEvent;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarnessTopologyTest {
    private static final LaneKey LANE = LaneKey.of("acme", "store-1");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Topic<LaneKey, TillEvent> VOIDS = Topics.SALES.prefixed("voids-of-");

    @Test
    void shouldCarryRecordsThroughATopology() {
        // given
        SaleBuilder sale = SaleBuilder.saleAt(LANE, NOON)
                .till("till-1", LocalDate.of(2026, 1, 31), 17)
                .line("milk", "2", "0.99")
                .returned("bread", "1");
        TillEvent voided = sale.voided(new UUID(0, 1), NOON.plusSeconds(60), "WRONG_CUSTOMER");

        try (TopologyHarness harness = new TopologyHarness(NOON, HarnessTopologyTest::onlyVoids)) {
            // when
            harness.send(Topics.SALES, LANE, sale.build());
            harness.send(Topics.SALES, LANE, voided);

            // then
            assertThat(harness.received(VOIDS)).containsExactly(KeyValue.pair(LANE, voided));
            assertThat(harness.receivedValues(VOIDS)).isEmpty();
        }
    }

    @Test
    void shouldFailWhenARecordCannotBeRead() {
        try (TopologyHarness harness = new TopologyHarness(NOON, HarnessTopologyTest::onlyVoids)) {
            assertThatThrownBy(() -> harness.sendRaw(
                            Topics.SALES, LANE.text().getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}))
                    .isInstanceOf(StreamsException.class)
                    .hasStackTraceContaining("NOT_FRAMED");
        }
    }

    @Test
    void shouldRefuseATopologyWhenAnInternalNameIsLeftToChance() {
        assertThatThrownBy(() -> new TopologyHarness(NOON, HarnessTopologyTest::unnamedCount).close())
                .isInstanceOf(TopologyException.class);
    }

    @Test
    void shouldHoldATopologyAgainstItsAgreedDescription() {
        try (TopologyHarness harness = new TopologyHarness(NOON, HarnessTopologyTest::onlyVoids)) {
            GoldenTopology.check("only-voids", harness.topology(), Path.of("src/test/resources/topologies"));
        }
    }

    @Test
    void shouldRefuseATopologyUntilItsDescriptionIsAgreedTo(@TempDir Path folder) {
        try (TopologyHarness harness = new TopologyHarness(NOON, HarnessTopologyTest::onlyVoids)) {
            assertThatThrownBy(() -> GoldenTopology.check("new", harness.topology(), folder, false))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("-Dtopologies.update=true");

            GoldenTopology.check("new", harness.topology(), folder, true);

            GoldenTopology.check("new", harness.topology(), folder, false);
        }
    }

    private static Topology onlyVoids(StreamsBuilder builder, SchemaRegistry registry) {
        builder.stream(
                        Topics.SALES.name(),
                        Consumed.with(Topics.SALES.key().serde(), Topics.SALES.valueSerde(registry))
                                .withName("read-sales"))
                .filter((lane, event) -> event.body() instanceof SaleVoided, Named.as("keep-voids"))
                .to(
                        VOIDS.name(),
                        Produced.with(VOIDS.key().serde(), VOIDS.valueSerde(registry))
                                .withName("write-voids"));
        return builder.build();
    }

    private static Topology unnamedCount(StreamsBuilder builder, SchemaRegistry registry) {
        builder.stream(
                        Topics.SALES.name(),
                        Consumed.with(Topics.SALES.key().serde(), Topics.SALES.valueSerde(registry)))
                .groupBy(
                        (lane, event) -> lane,
                        Grouped.with(Topics.SALES.key().serde(), Topics.SALES.valueSerde(registry)))
                .count();
        return builder.build();
    }
}
