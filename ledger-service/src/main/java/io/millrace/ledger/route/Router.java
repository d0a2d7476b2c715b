package io.millrace.ledger.route;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.topology.stock.query.Whereabouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Finds the node that can answer: this one if it owns the partition, else the owner, else one with a copy.
///
/// A node that does not answer within a moment is not waited for any longer before the next is asked as well; the first
/// answer counts. While nobody can answer, as during a rebalance, it tries again until the time is up. It never answers
/// with less than is known: rather it says 503.
public final class Router {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Supplier<String> self;
    private final IntFunction<Whereabouts> whereabouts;
    private final Peers peers;
    private final Patience patience;
    private final RouteMeters meters = new RouteMeters();

    public Router(Seat seat, Peers peers, Patience patience) {
        this(seat::self, seat::whereabouts, peers, patience);
    }

    /// @param self `host:port` of this node, as others know it
    /// @param whereabouts who has a partition, as was told last
    Router(Supplier<String> self, IntFunction<Whereabouts> whereabouts, Peers peers, Patience patience) {
        this.self = self;
        this.whereabouts = whereabouts;
        this.peers = peers;
        this.patience = patience;
    }

    /// What measures it.
    public MeterBinder meters() {
        return meters;
    }

    /// What came of asking one node: nothing if it could not be reached, or can't answer.
    private record Heard(Optional<Reply> reply) {}

    /// One question on its way.
    private static final class Asking {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private long untilNanos;

        Asking(Duration budget) {
            this.untilNanos = System.nanoTime() + budget.toNanos();
        }

        Duration left() {
            return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
        }

        boolean isOver() {
            return left().isZero();
        }

        /// The next answer, if one comes in time.
        Optional<Heard> await(Duration wait) {
            long nanos = Math.min(wait.toNanos(), left().toNanos());
            try {
                return Optional.ofNullable(heard.poll(nanos, TimeUnit.NANOSECONDS));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                untilNanos = System.nanoTime();
                return Optional.empty();
            }
        }

        Optional<Heard> poll() {
            return Optional.ofNullable(heard.poll());
        }
    }

    /// Answers a question.
    ///
    /// @param isForwarded whether another node asks: then this one answers by itself, or not at all
    public Reply answer(Question question, boolean isForwarded) {
        Local here = question.local().get();
        if (here instanceof Local.Sure(Reply reply)) {
            return reply;
        }
        return isForwarded ? byItself(here) : routed(question, here);
    }

    private static Reply byItself(Local here) {
        return switch (here) {
            case Local.Sure(Reply reply) -> reply;
            case Local.Copied(Reply reply) -> reply;
            case Local.Away(String why) -> unavailable(why);
        };
    }

    private Reply routed(Question question, Local first) {
        Asking asking = new Asking(patience.budget());
        Local here = first;
        while (!asking.isOver()) {
            Optional<Reply> answer = oneRound(question, here, asking);
            if (answer.isPresent()) {
                return answer.get();
            }
            Optional<Reply> late = asking.await(patience.retryAfter()).flatMap(Heard::reply);
            if (late.isPresent()) {
                return late.get();
            }
            here = question.local().get();
            if (here instanceof Local.Sure(Reply reply)) {
                return reply;
            }
        }
        meters.unanswered();
        String why = here instanceof Local.Away(String reason) ? " (" + reason + ")" : "";
        return unavailable("no node could answer within " + patience.budget().toMillis() + " ms" + why);
    }

    /// Asks the owner, and one after the other those with a copy, this node among them.
    private Optional<Reply> oneRound(Question question, Local own, Asking asking) {
        String here = self.get();
        Whereabouts known = whereabouts.apply(question.partition());
        List<Runnable> ways = new ArrayList<>();
        known.owner().filter(owner -> !owner.equals(here)).ifPresent(owner -> ways.add(way(owner, question, asking)));
        if (own instanceof Local.Copied(Reply reply)) {
            ways.add(() -> asking.heard.add(new Heard(Optional.of(reply))));
        }
        known.copies().stream()
                .filter(copy -> !copy.equals(here))
                .forEach(copy -> ways.add(way(copy, question, asking)));
        return first(ways, asking);
    }

    private Optional<Reply> first(List<Runnable> ways, Asking asking) {
        int asked = 0;
        int answered = 0;
        while (answered < ways.size() && !asking.isOver()) {
            boolean isLast = asked == ways.size();
            if (!isLast) {
                if (asked > answered) {
                    meters.hedged();
                }
                ways.get(asked++).run();
            }
            Optional<Heard> next = asking.await(isLast ? patience.roundAtMost() : patience.hedgeAfter());
            if (next.isEmpty() && isLast) {
                return Optional.empty();
            }
            for (; next.isPresent(); next = asking.poll()) {
                if (next.get().reply().isPresent()) {
                    return next.get().reply();
                }
                answered++;
            }
        }
        return Optional.empty();
    }

    private Runnable way(String node, Question question, Asking asking) {
        return () -> {
            meters.forwarded();
            var _ = peers.ask(node, question, asking.left().plusMillis(1))
                    .whenComplete((reply, _) -> asking.heard.add(new Heard(Optional.ofNullable(reply))));
        };
    }

    private static Reply unavailable(String why) {
        return Problem.of(ProblemType.UNAVAILABLE, "The stock can't be told right now: " + why + ". Ask again.")
                .retryAfter(RETRY_AFTER_SECONDS);
    }
}
