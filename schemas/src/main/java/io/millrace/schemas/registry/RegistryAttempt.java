package io.millrace.schemas.registry;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How asking one node once went.
sealed interface RegistryAttempt {
    record Answered(RegistryAnswer answer) implements RegistryAttempt {}

    /// No usable answer; asking again can help.
    ///
    /// @param why with the node's address
    /// @param retryAfterMillis how long the node asked to be left alone
    /// @param othersMayKnow whether another node may do better right now
    record Failed(String why, @Nullable Throwable cause, OptionalLong retryAfterMillis, boolean othersMayKnow)
            implements RegistryAttempt {}
}
