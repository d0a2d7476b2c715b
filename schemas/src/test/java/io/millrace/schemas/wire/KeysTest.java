package io.millrace.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.schemas.topics.KeyFormat;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final int PARTITIONS = 12;

    @Test
    void shouldKeepEverythingOfALaneInOnePartition() {
        int lane = LanePartitioner.partition(LaneKey.of("acme", "store-1"), PARTITIONS);

        assertThat(LanePartitioner.partition(ItemKey.of("acme", "store-1", "milk"), PARTITIONS))
                .isEqualTo(lane);
        assertThat(LanePartitioner.partition(ItemKey.of("acme", "store-1", "bread"), PARTITIONS))
                .isEqualTo(lane);
    }

    @Test
    void shouldPutALaneWhereKafkasOwnPartitionerDoes() {
        for (int store = 0; store < 100; store++) {
            LaneKey lane = LaneKey.of("acme", "store-" + store);
            assertThat(LanePartitioner.partition(lane, PARTITIONS))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(
                            lane.text().getBytes(StandardCharsets.UTF_8), PARTITIONS));
        }
    }

    @Test
    void shouldKeepTheMasterDataOfATenantInOnePartition() {
        assertThat(LanePartitioner.partition(CatalogKey.of("acme", "milk"), PARTITIONS))
                .isEqualTo(LanePartitioner.partition(CatalogKey.of("acme", "dairy", "milk"), PARTITIONS));
    }

    @Test
    void shouldReadBackKeysAndRefuseOthers() {
        KeySerde<ItemKey> serde = KeyFormat.ITEM.serde();
        ItemKey key = ItemKey.of("acme", "store-1", "milk");

        assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", key)))
                .isEqualTo(key);
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", "acme".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a key of t cannot be read: key 'acme' is not of the form tenant|location|item");
    }
}
