package io.millrace.topology.demand;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.DayKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.TillDayKey;
import io.millrace.domain.demand.DayRules;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.CatalogKind;
import io.millrace.events.catalog.CatalogNotice;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.LocationType;
import io.millrace.events.catalog.SpecialDay;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Till;
import io.millrace.events.catalog.TillNumbering;
import io.millrace.events.catalog.WeeklyHours;
import io.millrace.events.demand.DemandDay;
import io.millrace.events.stock.JournalEntry;
import io.millrace.events.stock.TillCompleteness;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The demand topology with one shop in Berlin, open from nine to seventeen every day.
final class DemandFixture implements AutoCloseable {
    static final LaneKey SHOP = LaneKey.of("acme", "store-1");
    private static final Duration NEVER_QUIET = Duration.ofDays(10_000);
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final DayRules RULES = new DayRules(Duration.ofDays(1), Duration.ofDays(3));

    final AtomicBoolean caughtUp = new AtomicBoolean(true);
    private final TopologyHarness harness;
    private final List<DemandDay> written = new ArrayList<>();
    private Instant now = START;
    private long version;

    DemandFixture() {
        DemandSettings settings = new DemandSettings("", 1, RULES, Duration.ZERO, NEVER_QUIET, _ -> caughtUp.get());
        harness = new TopologyHarness(START, (_, registry) -> DemandTopology.build(settings, registry));
    }

    /// With the shop on the map.
    static DemandFixture located() {
        DemandFixture fixture = new DemandFixture();
        fixture.location("Europe/Berlin", "00:00", everyDay("09:00", "17:00"), null);
        return fixture;
    }

    static List<WeeklyHours> everyDay(String from, String to) {
        List<WeeklyHours> hours = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            hours.add(new WeeklyHours(day, from, to));
        }
        return hours;
    }

    void location(String zone, String cutOver, List<WeeklyHours> hours, @Nullable String calendarId) {
        notice(
                CatalogKind.LOCATION,
                "store-1",
                Location.builder()
                        .tenantId("acme")
                        .locationId("store-1")
                        .name("Store")
                        .type(LocationType.STORE)
                        .timeZone(zone)
                        .dayCutOver(cutOver)
                        .currency("EUR")
                        .openingHours(hours)
                        .calendarId(calendarId)
                        .status(Status.ACTIVE)
                        .version(++version)
                        .build());
    }

    void calendar(String calendarId, SpecialDay... days) {
        notice(
                CatalogKind.CALENDAR,
                calendarId,
                Calendar.builder()
                        .tenantId("acme")
                        .calendarId(calendarId)
                        .name(calendarId)
                        .specialDays(List.of(days))
                        .version(++version)
                        .build());
    }

    void till(String till, String activeFrom) {
        notice(
                CatalogKind.TILL,
                "store-1|" + till,
                Till.builder()
                        .tenantId("acme")
                        .locationId("store-1")
                        .till(till)
                        .numbering(TillNumbering.DENSE)
                        .activeFrom(LocalDate.parse(activeFrom))
                        .version(++version)
                        .build());
    }

    private void notice(CatalogKind kind, String id, CatalogNotice.Body body) {
        CatalogNotice notice = CatalogNotice.builder()
                .tenantId("acme")
                .kind(kind)
                .id(id)
                .version(version)
                .body(body)
                .build();
        harness.send(Topics.CATALOG_NOTICES, CatalogKey.of("acme", "0", kind.name(), id), notice, now);
    }

    void completeness(String till, String date, boolean complete) {
        LocalDate day = LocalDate.parse(date);
        harness.send(
                Topics.COMPLETENESS,
                new TillDayKey(SHOP, till, day),
                TillCompleteness.builder()
                        .tenantId("acme")
                        .locationId("store-1")
                        .till(till)
                        .businessDate(day)
                        .intervals(List.of())
                        .closed(complete)
                        .complete(complete)
                        .build(),
                now);
    }

    /// Time passes up to when the entry was recorded, and in it goes.
    void journal(JournalEntry entry) {
        passTo(entry.recordedAt());
        harness.send(Topics.JOURNAL, SHOP, entry, entry.recordedAt());
    }

    void passTo(Instant time) {
        if (time.isAfter(now)) {
            harness.pass(Duration.between(now, time));
            now = time;
        }
    }

    void passTo(String time) {
        passTo(Instant.parse(time));
    }

    TopologyHarness harness() {
        return harness;
    }

    /// Every record that was written since the last time, in order.
    List<DemandDay> news() {
        List<DemandDay> news = harness.receivedValues(Topics.DEMAND_DAYS);
        written.addAll(news);
        return news;
    }

    /// The newest record of each item and day.
    Map<DayKey, DemandDay> days() {
        news();
        Map<DayKey, DemandDay> days = new TreeMap<>(Comparator.comparing(DayKey::text));
        written.forEach(
                day -> days.put(DayKey.of(day.tenantId(), day.locationId(), day.itemId(), day.businessDate()), day));
        return days;
    }

    DemandDay day(String item, String date) {
        DemandDay day = days().get(DayKey.of("acme", "store-1", item, LocalDate.parse(date)));
        if (day == null) {
            throw new AssertionError("no day of " + item + " on " + date + " was written");
        }
        return day;
    }

    @Override
    public void close() {
        harness.close();
    }
}
