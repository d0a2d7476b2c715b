package io.millrace.schemas.registry;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets one thread ask for a thing while all others that want the same thing wait for its answer.
final class SingleFlight<K, V> {
    private final ConcurrentHashMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /// @param memory what is known already; looked at again after becoming the one who asks, because an earlier flight
    ///     may just have landed
    /// @param request asks and puts the answer into memory; if it fails, it fails for all who wait, not for the next
    V join(K key, Supplier<@Nullable V> memory, Supplier<V> request) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = flights.putIfAbsent(key, mine);
        return other == null ? fly(key, mine, memory, request) : await(other);
    }

    private V fly(K key, CompletableFuture<V> mine, Supplier<@Nullable V> memory, Supplier<V> request) {
        try {
            V known = memory.get();
            V answer = known == null ? request.get() : known;
            flights.remove(key, mine);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            flights.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static <V> V await(CompletableFuture<V> flight) {
        try {
            return flight.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException(
                    Reason.UNAVAILABLE, "interrupted while another thread was asking the schema registry the same", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SchemaRegistryException refusal) {
                // A fresh exception, so that each thread's stack trace is its own.
                throw new SchemaRegistryException(refusal.reason(), refusal.getMessage(), refusal);
            }
            throw new IllegalStateException("asking the schema registry failed in another thread", e.getCause());
        }
    }
}
