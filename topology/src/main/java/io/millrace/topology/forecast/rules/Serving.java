package io.millrace.topology.forecast.rules;

import io.millrace.domain.TenantId;
import io.millrace.events.demand.ChallengeFigures;
import io.millrace.events.demand.ForecastCommand;
import io.millrace.events.demand.ServedChange;
import io.millrace.events.demand.ServedMethod;
import io.millrace.events.demand.ServedReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose forecasts a tenant is served: what the installation says, until a challenger does better or somebody decides.
///
/// Who was served before goes on as a challenger, so that there is a way back. Evidence begins anew with each change,
/// so that nobody is judged by days on which others were served, and methods do not take turns.
///
/// @param method the installation's own choice
/// @param challengers methods that are compared with it
public record Serving(String method, List<String> challengers) {
    private static final int HISTORY_MAX = 20;

    public Serving {
        challengers = List.copyOf(challengers);
    }

    /// What is served if nobody decided anything.
    public ServedMethod begin(String tenant) {
        return ServedMethod.builder()
                .tenantId(tenant)
                .method(method)
                .challengers(compared(method))
                .changes(0L)
                .build();
    }

    /// What is served now.
    ///
    /// @param kept what was decided, if anything was
    public ServedMethod current(String tenant, @Nullable ServedMethod kept) {
        return kept == null || kept.changes() == 0
                ? begin(tenant)
                : kept.toBuilder().challengers(compared(kept.method())).build();
    }

    private List<String> compared(String served) {
        return Stream.concat(Stream.of(method), challengers.stream())
                .distinct()
                .filter(name -> !name.equals(served))
                .toList();
    }

    /// What is served after a look at the figures.
    public ServedMethod judged(ServedMethod now, Evidence evidence, Instant at) {
        if (now.pinned() != null) {
            return now;
        }
        TenantId tenant = TenantId.of(now.tenantId());
        LocalDate since = now.evidenceAfter();
        Map<String, Collection<Challenge.Day>> scored =
                evidence.beside(tenant, now.method(), since == null ? LocalDate.EPOCH : since);
        return now.challengers().stream()
                .filter(name -> !now.vetoed().contains(name))
                .map(name -> figures(name, Challenge.of(scored.getOrDefault(name, List.of()))))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(better -> better.challenger() / better.served()))
                .map(better -> changed(now, better.method(), promotion(now, better, at), evidence))
                .orElse(now);
    }

    /// The figures of a challenger that deserves to be served.
    private static Optional<ChallengeFigures> figures(String name, Challenge challenge) {
        return challenge.promoted()
                ? Optional.of(new ChallengeFigures(
                        name, challenge.days(), challenge.champion(), challenge.challenger(), challenge.deviations()))
                : Optional.empty();
    }

    private static ServedChange promotion(ServedMethod now, ChallengeFigures figures, Instant at) {
        String words = String.format(
                Locale.ROOT,
                "over %d days %s cost %.4f a day and item, %s %.4f: %.1f standard errors less",
                figures.days(),
                figures.method(),
                figures.challenger(),
                now.method(),
                figures.served(),
                figures.standardErrors());
        return new ServedChange(figures.method(), now.method(), ServedReason.PROMOTED, null, words, figures, at);
    }

    /// What is served after somebody said which method is to be, or never is to be. Saying the same twice is saying it
    /// once.
    public ServedMethod wished(ServedMethod now, ForecastCommand wish, Evidence evidence, Instant at) {
        String pinned = wish.method();
        if (Objects.equals(pinned, now.pinned()) && wish.vetoed().equals(now.vetoed())) {
            return now;
        }
        String served = pinned != null ? pinned : allowed(now, wish.vetoed());
        boolean isVeto = !wish.vetoed().isEmpty() && !wish.vetoed().equals(now.vetoed());
        ServedReason reason =
                pinned != null ? ServedReason.PINNED : isVeto ? ServedReason.VETOED : ServedReason.RELEASED;
        String words = wish.reason() == null ? "" : wish.reason();
        ServedChange change = new ServedChange(served, now.method(), reason, wish.actor(), words, null, at);
        return changed(now, served, change, evidence).toBuilder()
                .pinned(pinned)
                .vetoed(wish.vetoed())
                .build();
    }

    /// Who is served if nobody is pinned: the one before the pin, or the first that may be.
    private String allowed(ServedMethod now, List<String> vetoed) {
        String usual = now.pinned() == null ? now.method() : beforePin(now);
        return Stream.concat(Stream.of(usual, method), challengers.stream())
                .filter(name -> !vetoed.contains(name))
                .findFirst()
                .orElse(method);
    }

    private String beforePin(ServedMethod now) {
        return now.history().stream()
                .filter(change -> change.reason() != ServedReason.PINNED)
                .map(ServedChange::method)
                .findFirst()
                .orElse(method);
    }

    private ServedMethod changed(ServedMethod now, String served, ServedChange change, Evidence evidence) {
        List<ServedChange> history = new ArrayList<>(List.of(change));
        history.addAll(now.history().subList(0, Math.min(now.history().size(), HISTORY_MAX - 1)));
        boolean isOther = !served.equals(now.method());
        LocalDate anew = evidence.lastDay(TenantId.of(now.tenantId()))
                .orElseGet(() -> LocalDate.ofInstant(change.at(), ZoneOffset.UTC));
        return now.toBuilder()
                .method(served)
                .challengers(compared(served))
                .evidenceAfter(isOther ? anew : now.evidenceAfter())
                .changes(now.changes() + 1)
                .history(history)
                .build();
    }
}
