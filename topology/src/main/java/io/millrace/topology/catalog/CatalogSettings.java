package io.millrace.topology.catalog;

import io.millrace.schemas.topics.Topic.Spread;
import io.millrace.schemas.topics.TopicSettings;
import java.time.Duration;

/// What an installation decides about its catalogue.
///
/// @param prefix of the topics' names
/// @param partitions over which tenants are shared out
/// @param lanePartitions over which lanes are shared out: where notices go
/// @param rememberFor how long a command that comes again is recognised
public record CatalogSettings(String prefix, int partitions, int lanePartitions, Duration rememberFor) {
    private static final Duration REMEMBER_FOR = Duration.ofDays(35);

    /// The ordinary settings for topics laid out like this.
    public static CatalogSettings of(TopicSettings topics) {
        return new CatalogSettings(
                topics.prefix(), topics.partitions(Spread.CATALOG), topics.lanePartitions(), REMEMBER_FOR);
    }
}
