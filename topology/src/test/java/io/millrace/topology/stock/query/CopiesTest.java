package io.millrace.topology.stock.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.topology.stock.state.StockState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final TopicPartition LOG = new TopicPartition("log", 3);

    private final Copies copies = new Copies();

    @Test
    void shouldBeCompleteOnlyWhenWhatWasTheEndAtFirstIsReached() {
        copies.onUpdateStart(LOG, StockState.STORE, 0);
        loaded(49, 100);
        boolean halfway = copies.isComplete(3);

        loaded(98, 5_000);

        assertThat(halfway).isFalse();
        assertThat(copies.isComplete(3)).isTrue();
        assertThat(copies.lag(3)).hasValue(4_900);
    }

    @Test
    void shouldStayCompleteWhileItFallsBehindAndBeginAnewWhenItIsReadAnew() {
        copies.onUpdateStart(LOG, StockState.STORE, 0);
        loaded(98, 100);
        loaded(150, 9_000);
        boolean behind = copies.isComplete(3);

        copies.onUpdateStart(LOG, StockState.STORE, 0);

        assertThat(behind).isTrue();
        assertThat(copies.isComplete(3)).isFalse();
    }

    @Test
    void shouldBeNoCopyAnyMoreWhenItIsSuspended() {
        copies.onUpdateStart(LOG, StockState.STORE, 0);
        loaded(98, 100);

        copies.onUpdateSuspended(LOG, StockState.STORE, 99, 100, SuspendReason.PROMOTED);

        assertThat(copies.isComplete(3)).isFalse();
        assertThat(copies.lag(3)).isEmpty();
    }

    private void loaded(long upTo, long end) {
        copies.onBatchLoaded(LOG, StockState.STORE, new TaskId(0, 3), upTo, 1, end);
    }
}
