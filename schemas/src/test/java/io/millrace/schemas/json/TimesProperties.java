package io.millrace.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesProperties {
    private static final long YEAR_1_MICROS = -62_135_596_800_000_000L;
    private static final long YEAR_10000_MICROS = 253_402_300_800_000_000L;

    @Property
    void shouldReadTheTimeWhenTheJdkWroteIt(
            @ForAll @LongRange(min = YEAR_1_MICROS, max = YEAR_10000_MICROS) long micros,
            @ForAll @IntRange(max = 6) int decimals) {
        long unit = Math.powExact(10L, 6 - decimals);
        long rounded = Math.floorDiv(micros, unit) * unit;
        Instant time = Instant.EPOCH.plus(rounded, ChronoUnit.MICROS);
        assertThat(Times.micros(time.toString())).isEqualTo(rounded);
    }

    @Property
    void shouldReadTheDayWhenTheJdkWroteIt(@ForAll @IntRange(min = -800_000, max = 3_000_000) int day) {
        assertThat(Times.day(LocalDate.ofEpochDay(day).toString())).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T08:00:00.123456789Z",
                "2026-01-31T08:00:00.5Z",
                "2026-01-31T08:00:00.Z",
                "2026-01-31T24:00:00Z",
                "2026-12-31T23:59:60Z",
                "2026-01-31T08:00:00+01:00",
                "2026-01-31t08:00:00z",
                "+12026-01-31T08:00:00Z"
            })
    void shouldReadWhatTheJdkReadsWhenTheFormIsRare(String text) {
        assertThat(Times.micros(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-02-30T08:00:00Z",
                "2026-13-01T08:00:00Z",
                "2026-01-31T25:00:00Z",
                "2026-01-31T08:60:00Z",
                "2026-01-31T08:00:61Z",
                "2026-01-31T08:00Z",
                "2026-01-31T08:00:00",
                "2026-01-31 08:00:00Z",
                "2026-01-31T08:00:00.12x456Z",
                "20x6-01-31T08:00:00Z"
            })
    void shouldRefuseWhenItIsNoTime(String text) {
        assertThatThrownBy(() -> Times.micros(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-29", "2026-00-10", "2026-1-10x", "26-01-01", "2026/01/01"})
    void shouldRefuseWhenItIsNoDate(String text) {
        assertThatThrownBy(() -> Times.day(text)).isInstanceOf(DateTimeException.class);
    }
}
