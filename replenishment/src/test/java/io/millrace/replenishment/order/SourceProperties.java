package io.millrace.replenishment.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.replenishment.order.Source.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SourceProperties {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

    @Property
    void shouldChooseAValidSourceThatNoOtherOnePrecedes(@ForAll("sources") List<Source> sources) {
        Optional<Source> chosen = Source.choose(sources, DAY);

        List<Source> valid = sources.stream().filter(SourceProperties::isValid).toList();
        assertThat(chosen.isPresent()).isEqualTo(!valid.isEmpty());
        chosen.ifPresent(best -> {
            assertThat(valid).contains(best);
            assertThat(valid).noneMatch(other -> precedes(other, best));
        });
    }

    private static boolean isValid(Source source) {
        return source.validFrom().compareTo(DAY) <= 0 && DAY.compareTo(source.validUntil()) <= 0;
    }

    private static boolean precedes(Source one, Source other) {
        if (one.priority() != other.priority()) {
            return one.priority() < other.priority();
        }
        return one.unitCost() < other.unitCost()
                || (one.unitCost() == other.unitCost() && one.name().compareTo(other.name()) < 0);
    }

    @Property
    void shouldNotDependOnTheSequenceOfSources(@ForAll("sources") List<Source> sources, @ForAll long seed) {
        List<Source> shuffled = new ArrayList<>(sources);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Source.choose(shuffled, DAY)).isEqualTo(Source.choose(sources, DAY));
    }

    @Property
    void shouldSayWhatDecidedBetweenSources(@ForAll("sources") List<Source> sources) {
        Sourcing sourcing = Sourcing.of(sources, DAY);

        assertThat(sourcing.source()).isEqualTo(Source.choose(sources, DAY));
        assertThat(sourcing.reason())
                .containsAnyOf(
                        "no supplier or warehouse",
                        "nobody can be ordered from",
                        "the only one",
                        "by its priority",
                        "by its cost",
                        "by its name");
        sourcing.source().ifPresent(source -> assertThat(sourcing.reason()).contains(source.name()));
    }

    @Example
    void shouldOrderOnTheFirstAndTheLastDayAndOnNoOther() {
        Source source = new Source("mill", Kind.SUPPLIER, 1, 2, DAY, DAY.plusDays(1));

        assertThat(Source.choose(List.of(source), DAY.minusDays(1))).isEmpty();
        assertThat(Source.choose(List.of(source), DAY)).contains(source);
        assertThat(Source.choose(List.of(source), DAY.plusDays(1))).contains(source);
        assertThat(Source.choose(List.of(source), DAY.plusDays(2))).isEmpty();
    }

    /// Each with a name of its own.
    @Provide
    Arbitrary<List<Source>> sources() {
        Arbitrary<LocalDate> from = Arbitraries.integers().between(-3, 2).map(DAY::plusDays);
        return Combinators.combine(
                        Arbitraries.strings().withCharRange('a', 'h').ofLength(1),
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 2),
                        from,
                        Arbitraries.integers().between(0, 4))
                .as((name, kind, priority, cost, first, days) ->
                        new Source(name, kind, priority, cost, first, first.plusDays(days)))
                .list()
                .ofMaxSize(6)
                .uniqueElements(Source::name);
    }
}
