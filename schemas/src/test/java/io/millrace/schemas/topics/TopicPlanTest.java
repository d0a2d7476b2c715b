package io.millrace.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final TopicSettings SETTINGS = new TopicSettings("", 12, 1);
    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void shouldCreateWhatIsMissing() {
        TopicLayout sales = TopicLayout.wanted(Topics.SALES, SETTINGS);

        TopicPlan plan = TopicPlan.of(Map.of("pos.sales.v1", sales), Map.of());

        assertThat(plan).isEqualTo(new TopicPlan(Map.of("pos.sales.v1", sales), List.of()));
        assertThat(sales).isEqualTo(new TopicLayout(12, "delete", 90 * DAY, -1, TopicLayout.BROKER_TIME));
    }

    @Test
    void shouldLayOutEachTopicAsItsRecordsNeed() {
        assertThat(TopicLayout.wanted(Topics.POSITIONS, SETTINGS))
                .isEqualTo(new TopicLayout(12, "compact", -1, -1, TopicLayout.BROKER_TIME));
        assertThat(TopicLayout.wanted(Topics.JOURNAL, SETTINGS))
                .isEqualTo(new TopicLayout(12, "delete", -1, -1, TopicLayout.BROKER_TIME));
        assertThat(TopicLayout.wanted(Topics.ITEMS, SETTINGS))
                .isEqualTo(new TopicLayout(3, "compact", -1, -1, TopicLayout.BROKER_TIME));
        assertThat(TopicLayout.wanted(Topics.ITEMS, new TopicSettings("", 1, 1)).partitions())
                .isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsWrongWithATopicThatExists() {
        assertThat(faults(Topics.SALES, new TopicLayout(6, "delete", 90 * DAY, -1, TopicLayout.BROKER_TIME)))
                .containsExactly("topic t has 6 partitions and needs 12");
        assertThat(faults(Topics.SALES, new TopicLayout(12, "delete", 90 * DAY, -1, "CreateTime")))
                .containsExactly("topic t has message.timestamp.type=CreateTime and needs LogAppendTime");
        assertThat(faults(Topics.POSITIONS, new TopicLayout(12, "delete", DAY, -1, TopicLayout.BROKER_TIME)))
                .containsExactly("topic t has cleanup.policy=delete and needs compact");
        assertThat(faults(Topics.SALES, new TopicLayout(12, "delete", DAY, -1, TopicLayout.BROKER_TIME)))
                .containsExactly("topic t has retention.ms=86400000 and needs at least 7776000000");
        assertThat(faults(Topics.JOURNAL, new TopicLayout(12, "delete", DAY, -1, TopicLayout.BROKER_TIME)))
                .containsExactly("topic t has retention.ms=86400000 and needs -1 (for ever)");
        assertThat(faults(Topics.JOURNAL, new TopicLayout(12, "delete", -1, 1_000, TopicLayout.BROKER_TIME)))
                .containsExactly(
                        "topic t has retention.bytes=1000, which drops records before their time, and needs -1");
    }

    @Test
    void shouldLetAnOperatorKeepRecordsLonger() {
        assertThat(faults(Topics.SALES, new TopicLayout(12, "delete", -1, -1, TopicLayout.BROKER_TIME)))
                .isEmpty();
        assertThat(faults(Topics.SALES, new TopicLayout(12, "delete", 400 * DAY, -1, TopicLayout.BROKER_TIME)))
                .isEmpty();
    }

    @Test
    void shouldGiveEveryTopicAnUnmistakableName() {
        assertThat(Topics.shared())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+\\.[a-z-]+\\.v1"));
        assertThat(Topics.salesOf(TenantId.of("acme")).name()).isEqualTo("pos.sales.v1.acme");
        assertThat(Topics.salesOf(TenantId.of("acme")).writer()).isEqualTo(Application.OUTSIDERS);
    }

    @Test
    void shouldFindATopicByItsName() {
        assertThat(Topics.named("stock.journal.v1", "")).hasValue(Topics.JOURNAL);
        assertThat(Topics.named("x-stock.journal.v1", "x-")).hasValue(Topics.JOURNAL.prefixed("x-"));
        assertThat(Topics.named("pos.sales.v1.acme", "")).hasValue(Topics.salesOf(TenantId.of("acme")));
        assertThat(Topics.named("x-pos.sales.v1.acme", "")).isEmpty();
        assertThat(Topics.named("pos.sales.v1.", "")).isEmpty();
        assertThat(Topics.named("stock.journals.v1", "")).isEmpty();
    }

    @Test
    void shouldRefuseSettingsThatNoClusterTakes() {
        assertThatThrownBy(() -> new TopicSettings("a b", 1, 1)).hasMessageContaining("'a b' does not");
        assertThatThrownBy(() -> new TopicSettings("", 0, 1)).hasMessageContaining("at least 1 partition");
        assertThatThrownBy(() -> new TopicSettings("", 1, 0)).hasMessageContaining("a replication of at least 1");
    }

    private static List<String> faults(Topic<?, ?> topic, TopicLayout actual) {
        return TopicPlan.of(Map.of("t", TopicLayout.wanted(topic, SETTINGS)), Map.of("t", actual))
                .faults();
    }
}
