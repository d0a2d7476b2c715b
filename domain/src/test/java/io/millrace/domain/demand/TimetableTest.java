package io.millrace.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.demand.OpenTimes.Stretch;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final LocalDate SPRING = LocalDate.of(2026, 3, 29);
    private static final LocalDate AUTUMN = LocalDate.of(2026, 10, 25);

    private static LocationHours hours(String zone, String cutOver, String opens, String closes) {
        List<WeeklyOpening> weekly = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekly.add(new WeeklyOpening(day, opening(opens, closes)));
        }
        return new LocationHours(ZoneId.of(zone), LocalTime.parse(cutOver), weekly);
    }

    private static Opening opening(String from, String to) {
        return new Opening(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static long second(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @Test
    void shouldHaveDaysOfTwentyThreeAndTwentyFiveHoursWhenClocksChange() {
        Timetable berlin = Timetable.of(hours("Europe/Berlin", "00:00", "00:00", "00:00"));

        assertThat(berlin.openTimes(SPRING, Map.of()).orElseThrow().minutes()).isEqualTo(23 * 60);
        assertThat(berlin.openTimes(AUTUMN, Map.of()).orElseThrow().minutes()).isEqualTo(25 * 60);
    }

    @Test
    void shouldPutEachMomentOnOneDayWhenTheCutOverIsShownTwice() {
        Timetable berlin = Timetable.of(hours("Europe/Berlin", "02:30", "09:00", "17:00"));

        // 02:30 comes at 00:30 UTC, and again an hour later.
        assertThat(berlin.dayOf(second("2026-10-25T00:29:59Z"))).isEqualTo(AUTUMN.minusDays(1));
        assertThat(berlin.dayOf(second("2026-10-25T00:30:00Z"))).isEqualTo(AUTUMN);
        assertThat(berlin.dayOf(second("2026-10-25T01:10:00Z"))).isEqualTo(AUTUMN);
    }

    @Test
    void shouldBeginWhenTheClockHasLeaptWhenItLeapsOverTheCutOver() {
        Timetable berlin = Timetable.of(hours("Europe/Berlin", "02:30", "09:00", "17:00"));

        assertThat(berlin.dayOf(second("2026-03-29T00:59:59Z"))).isEqualTo(SPRING.minusDays(1));
        assertThat(berlin.startSecond(SPRING)).isEqualTo(second("2026-03-29T01:30:00Z"));
    }

    @Test
    void shouldCountTheNightToTheDayItFallsIntoWhenHoursCrossMidnight() {
        Timetable bar = Timetable.of(hours("Europe/Berlin", "05:00", "18:00", "03:00"));
        Timetable kiosk = Timetable.of(hours("Europe/Berlin", "00:00", "18:00", "03:00"));

        assertThat(bar.openTimes(LocalDate.of(2026, 3, 3), Map.of())
                        .orElseThrow()
                        .stretches())
                .containsExactly(new Stretch(second("2026-03-03T17:00:00Z"), second("2026-03-04T02:00:00Z")));
        assertThat(kiosk.openTimes(LocalDate.of(2026, 3, 3), Map.of())
                        .orElseThrow()
                        .stretches())
                .hasSize(2);
    }

    @Test
    void shouldSayUnknownOrClosedOrOtherHoursAsTheCalendarDoes() {
        LocalDate day = LocalDate.of(2026, 12, 24);
        Timetable shop = Timetable.of(hours("Europe/Berlin", "00:00", "09:00", "17:00"));
        Timetable untold = Timetable.of(new LocationHours(ZoneId.of("Europe/Berlin"), LocalTime.MIDNIGHT, List.of()));
        Map<LocalDate, SpecialDay> short24 = Map.of(day, new SpecialDay(false, List.of(opening("09:00", "13:00"))));
        Map<LocalDate, SpecialDay> closed24 = Map.of(day, new SpecialDay(true, List.of()));
        Map<LocalDate, SpecialDay> usual24 = Map.of(day, new SpecialDay(false, List.of()));

        assertThat(shop.openTimes(day, short24).orElseThrow().minutes()).isEqualTo(240);
        assertThat(shop.openTimes(day, closed24).orElseThrow().minutes()).isZero();
        assertThat(shop.openTimes(day, usual24).orElseThrow().minutes()).isEqualTo(480);
        assertThat(untold.openTimes(day, Map.of())).isEmpty();
        assertThat(untold.openTimes(day, usual24)).isEmpty();
        assertThat(untold.openTimes(day, closed24).orElseThrow().minutes()).isZero();
    }

    @Test
    void shouldMergeStretchesThatTouch() {
        OpenTimes times = OpenTimes.within(
                0, 100, List.of(new Stretch(50, 200), new Stretch(-5, 20), new Stretch(20, 30), new Stretch(60, 70)));

        assertThat(times.stretches()).containsExactly(new Stretch(0, 30), new Stretch(50, 100));
    }

    @Test
    void shouldHaveNeitherGapNorOverlapWhenTheTimeZoneChanges() {
        for (String zone : List.of("Pacific/Auckland", "America/New_York", "Pacific/Honolulu", "UTC")) {
            long changedAt = second("2026-03-03T20:00:00Z");
            Timetable before = Timetable.of(hours("Pacific/Honolulu", "00:00", "09:00", "17:00"));
            Timetable after = before.changed(hours(zone, "04:00", "09:00", "17:00"), changedAt);

            LocalDate today = before.dayOf(changedAt);
            assertThat(after.startSecond(today)).as(zone).isEqualTo(before.startSecond(today));
            LocalDate day = today.minusDays(3);
            for (int i = 0; i < 8; i++, day = day.plusDays(1)) {
                assertThat(after.endSecond(day)).as(zone).isGreaterThan(after.startSecond(day));
                assertThat(after.dayOf(after.startSecond(day))).as(zone).isEqualTo(day);
                assertThat(after.dayOf(after.endSecond(day) - 1)).as(zone).isEqualTo(day);
            }
            assertThat(after.endSecond(today)).as(zone).isGreaterThan(changedAt);
        }
    }

    @Test
    void shouldKeepWhatStillHoldsWhenOldHoursAreForgotten() {
        Timetable table = Timetable.of(hours("UTC", "00:00", "09:00", "17:00"))
                .changed(hours("UTC", "02:00", "09:00", "17:00"), second("2026-03-03T20:00:00Z"))
                .changed(hours("UTC", "03:00", "09:00", "17:00"), second("2026-03-08T20:00:00Z"));

        Timetable rest = table.forgetBefore(LocalDate.of(2026, 3, 6));

        assertThat(table.versions()).hasSize(3);
        assertThat(rest.versions()).hasSize(2);
        assertThat(rest.startSecond(LocalDate.of(2026, 3, 6))).isEqualTo(table.startSecond(LocalDate.of(2026, 3, 6)));
        assertThat(rest.startSecond(LocalDate.of(2026, 3, 9))).isEqualTo(second("2026-03-09T03:00:00Z"));
    }
}
