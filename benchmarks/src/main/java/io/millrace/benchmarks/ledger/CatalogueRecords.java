package io.millrace.benchmarks.ledger;

import io.millrace.domain.CatalogKey;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Tenant;
import io.millrace.events.catalog.Till;
import io.millrace.events.catalog.TillNumbering;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.schemas.wire.AvroSerializer;
import io.millrace.schemas.wire.LanePartitioner;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The master data of the imitated shops, as records.
final class CatalogueRecords {
    private static final String TIME_ZONE = "Europe/Berlin";
    private static final String CURRENCY = "EUR";

    private final Shape shape;
    private final Names names;
    private final LocalDate firstDay;
    private final AvroSerializer<AvroRoot> serializer;
    private final String prefix;
    private final int partitions;

    /// @param catalogPartitions how many partitions the topics of master data have
    CatalogueRecords(
            Shape shape,
            Names names,
            LocalDate firstDay,
            SchemaRegistry registry,
            TopicSettings topics,
            int catalogPartitions) {
        this.shape = shape;
        this.names = names;
        this.firstDay = firstDay;
        this.serializer = new AvroSerializer<>(registry);
        this.prefix = topics.prefix();
        this.partitions = catalogPartitions;
    }

    /// The tenant, its items, locations and tills; of tills as many again as there are, for the lane that is measured
    /// alone.
    Stream<ProducerRecord<byte[], byte[]>> all() {
        int tills = shape.firstTill() + 2 * shape.tills();
        return Stream.of(
                        Stream.of(record(Topics.TENANTS, tenant(), Names.TENANT)),
                        each(shape.items(), item -> record(Topics.ITEMS, item(item), names.item(item))),
                        each(
                                shape.locations(),
                                location -> record(Topics.LOCATIONS, location(location), names.location(location))),
                        each(shape.locations() * tills, number -> till(number / tills, Names.till(number % tills))))
                .flatMap(records -> records);
    }

    private static Stream<ProducerRecord<byte[], byte[]>> each(
            int howMany, IntFunction<ProducerRecord<byte[], byte[]>> record) {
        return IntStream.range(0, howMany).mapToObj(record);
    }

    private ProducerRecord<byte[], byte[]> record(Topic<CatalogKey, ?> topic, AvroRoot value, String... id) {
        CatalogKey key = CatalogKey.of(Names.TENANT, id);
        String name = topic.prefixed(prefix).name();
        return new ProducerRecord<>(
                name,
                LanePartitioner.partition(key, partitions),
                key.text().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(name, value));
    }

    private static Tenant tenant() {
        return Tenant.builder()
                .tenantId(Names.TENANT)
                .name("Acme")
                .status(Status.ACTIVE)
                .currency(CURRENCY)
                .timeZone(TIME_ZONE)
                .version(1)
                .build();
    }

    private Item item(int item) {
        return Item.builder()
                .tenantId(Names.TENANT)
                .itemId(names.item(item))
                .name("Item " + item)
                .categoryPath(List.of("Food", "Shelf " + item % 20))
                .unitOfMeasure("EA")
                .status(Status.ACTIVE)
                .version(1)
                .build();
    }

    private Location location(int location) {
        return Location.builder()
                .tenantId(Names.TENANT)
                .locationId(names.location(location))
                .name("Store " + location)
                .type(LocationType.STORE)
                .timeZone(TIME_ZONE)
                .currency(CURRENCY)
                .status(Status.ACTIVE)
                .version(1)
                .build();
    }

    private ProducerRecord<byte[], byte[]> till(int location, String till) {
        Till record = Till.builder()
                .tenantId(Names.TENANT)
                .locationId(names.location(location))
                .till(till)
                .numbering(TillNumbering.DENSE)
                .activeFrom(firstDay)
                .version(1)
                .build();
        return record(Topics.TILLS, record, names.location(location), till);
    }
}
