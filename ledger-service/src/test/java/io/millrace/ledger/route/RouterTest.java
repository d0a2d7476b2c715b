package io.millrace.ledger.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.route.Local.Away;
import io.millrace.ledger.route.Local.Copied;
import io.millrace.ledger.route.Local.Sure;
import io.millrace.topology.stock.query.Whereabouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Reply OWN = Reply.empty(201);
    private static final Reply COPY = Reply.empty(202);
    private static final Reply THEIRS = Reply.empty(203);
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(200));
    private static final Patience LONG =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ofSeconds(40));

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void shouldAskNobodyWhenItOwnsWhatIsAskedFor() {
        Reply reply = router("me", List.of("other"), Map.of(), LONG).answer(question(() -> new Sure(OWN)), false);

        assertThat(reply).isEqualTo(OWN);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldPreferTheOwnerToItsOwnCopy() {
        var peers = Map.of("owner", CompletableFuture.completedFuture(THEIRS));

        Reply reply = router("owner", List.of("me"), peers, LONG).answer(question(() -> new Copied(COPY)), false);

        assertThat(reply).isEqualTo(THEIRS);
    }

    @Test
    void shouldTakeItsOwnCopyWhenTheOwnerIsSlow() {
        var peers = Map.of("owner", new CompletableFuture<Reply>());

        Reply reply = router("owner", List.of("me"), peers, SHORT).answer(question(() -> new Copied(COPY)), false);

        assertThat(reply).isEqualTo(COPY);
        assertThat(asked).containsExactly("owner");
    }

    @Test
    void shouldAskACopyAtOnceWhenTheOwnerCanNotBeReached() {
        var peers = Map.of(
                "owner", CompletableFuture.<Reply>failedFuture(new IllegalStateException("gone")),
                "copy", CompletableFuture.completedFuture(THEIRS));

        Reply reply = router("owner", List.of("copy"), peers, LONG).answer(question(() -> new Away("not here")), false);

        assertThat(reply).isEqualTo(THEIRS);
        assertThat(asked).containsExactly("owner", "copy");
    }

    @Test
    void shouldAskACopyAsWellWhenTheOwnerIsSlow() {
        var peers = Map.of("owner", new CompletableFuture<Reply>(), "copy", CompletableFuture.completedFuture(THEIRS));

        Reply reply =
                router("owner", List.of("copy"), peers, SHORT).answer(question(() -> new Away("not here")), false);

        assertThat(reply).isEqualTo(THEIRS);
    }

    @Test
    void shouldNeverForwardWhatWasForwarded() {
        Router router = router("owner", List.of("copy"), Map.of(), LONG);

        Reply away = router.answer(question(() -> new Away("not here")), true);
        Reply copied = router.answer(question(() -> new Copied(COPY)), true);

        assertThat(status(away)).isEqualTo(503);
        assertThat(copied).isEqualTo(COPY);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldTryAgainUntilThePartitionHasArrived() {
        AtomicInteger tries = new AtomicInteger();

        Reply reply = router("me", List.of(), Map.of(), LONG)
                .answer(question(() -> tries.incrementAndGet() < 4 ? new Away("on its way") : new Sure(OWN)), false);

        assertThat(reply).isEqualTo(OWN);
    }

    @Test
    void shouldSayWhenToAskAgainWhenNobodyCanAnswerInTime() {
        Reply reply = router("", List.of(), Map.of(), SHORT).answer(question(() -> new Away("it moves")), false);

        assertThat(reply).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type().status()).isEqualTo(503);
            assertThat(problem.retryAfterSeconds()).hasValue(1);
            assertThat(problem.detail()).contains("it moves");
        });
    }

    private Router router(
            String owner, List<String> copies, Map<String, CompletableFuture<Reply>> peers, Patience patience) {
        Whereabouts known = new Whereabouts(7, Optional.of(owner).filter(name -> !name.isEmpty()), copies);
        return new Router(
                () -> "me",
                _ -> known,
                (node, _, _) -> {
                    asked.add(node);
                    return peers.get(node);
                },
                patience);
    }

    private static Question question(Supplier<Local> local) {
        return new Question(7, "/v1/anything", Map.of("Millrace-Tenant", "acme"), local);
    }

    private static int status(Reply reply) {
        return switch (reply) {
            case Problem problem -> problem.type().status();
            case Reply.Whole whole -> whole.status();
            case Reply.Flowing flowing -> flowing.status();
        };
    }
}
