package io.millrace.ledger.live;

import io.millrace.ledger.live.TopicFollower.Reach;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// What a node has read of some topics and goes on reading.
public interface TopicView extends AutoCloseable {
    /// Who reads.
    TopicFollower follower();

    /// How far it has read; as of nothing while it still reads what there was before.
    default Reach reach() {
        return follower().reach();
    }

    /// Waits until something can be seen in what was read.
    ///
    /// @return whether it was seen in time
    default boolean await(BooleanSupplier seen, Duration patience) {
        return follower().await(seen, patience);
    }

    @Override
    default void close() {
        follower().close();
    }
}
