package io.millrace.ledger.forecasting;

import io.millrace.domain.CatalogKey;
import io.millrace.domain.ItemKey;
import io.millrace.domain.LaneKey;
import io.millrace.domain.Money;
import io.millrace.domain.TenantId;
import io.millrace.domain.demand.OpenTimes;
import io.millrace.domain.demand.SpecialDay;
import io.millrace.domain.demand.Timetable;
import io.millrace.events.catalog.Calendar;
import io.millrace.events.catalog.Item;
import io.millrace.events.catalog.Location;
import io.millrace.events.catalog.Promotion;
import io.millrace.forecasting.frame.FutureCsv.Planned;
import io.millrace.topology.demand.CatalogueHours;
import io.millrace.topology.forecast.Closures;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// What the catalogue says that forecasts go by: when locations are closed, where they are, what is promoted, and what
/// items are like. Safe for many threads.
final class ShopFacts implements Closures {
    private static final Map<String, String> COUNTRIES = Map.of(
            "Europe/Berlin", "DE",
            "Europe/Busingen", "DE",
            "Europe/London", "GB",
            "Europe/Paris", "FR",
            "America/New_York", "US",
            "America/Chicago", "US",
            "America/Denver", "US",
            "America/Phoenix", "US",
            "America/Los_Angeles", "US");

    private final ConcurrentMap<CatalogKey, Place> places = new ConcurrentHashMap<>();
    private final ConcurrentMap<CatalogKey, Map<LocalDate, SpecialDay>> calendars = new ConcurrentHashMap<>();
    private final ConcurrentMap<CatalogKey, Map<String, String>> items = new ConcurrentHashMap<>();
    private final ConcurrentMap<TenantId, ConcurrentMap<String, Promotion>> promotions = new ConcurrentHashMap<>();

    /// What was asked before, until something changes: years of days are asked for again and again.
    private volatile ConcurrentMap<LaneKey, ConcurrentMap<LocalDate, Optional<Boolean>>> asked =
            new ConcurrentHashMap<>();

    /// What is known of a location.
    private record Place(Timetable timetable, String calendar, Optional<String> country, String currency) {}

    void locate(CatalogKey key, @Nullable Location location) {
        if (location == null) {
            // Its days may still be asked for.
            return;
        }
        var hours = CatalogueHours.of(location);
        String calendar = location.calendarId();
        places.put(
                key,
                new Place(
                        Timetable.of(hours), calendar == null ? "" : calendar, country(location), location.currency()));
        asked = new ConcurrentHashMap<>();
    }

    /// What the location says itself, or what its time zone tells, where that is of one country.
    private static Optional<String> country(Location location) {
        return Optional.ofNullable(location.attributes().get("country"))
                .map(country -> country.toUpperCase(Locale.ROOT))
                .or(() -> Optional.ofNullable(COUNTRIES.get(location.timeZone())));
    }

    void mark(CatalogKey key, @Nullable Calendar calendar) {
        calendars.put(key, calendar == null ? Map.of() : CatalogueHours.specialDays(calendar));
        asked = new ConcurrentHashMap<>();
    }

    void describe(CatalogKey key, @Nullable Item item) {
        if (item == null) {
            items.remove(key);
            return;
        }
        Map<String, String> attributes = new TreeMap<>();
        List<String> path = item.categoryPath();
        for (int level = 0; level < path.size(); level++) {
            attributes.put("category " + (level + 1), path.get(level));
        }
        if (item.brand() != null) {
            attributes.put("brand", item.brand());
        }
        // Who is like it says the same of itself.
        attributes.put("like", item.likeItemId() == null ? item.itemId() : item.likeItemId());
        items.put(key, Map.copyOf(attributes));
    }

    void promote(CatalogKey key, @Nullable Promotion promotion) {
        ConcurrentMap<String, Promotion> known =
                promotions.computeIfAbsent(key.tenant(), _ -> new ConcurrentHashMap<>());
        if (promotion == null) {
            known.remove(key.id());
        } else {
            known.put(key.id(), promotion);
        }
    }

    @Override
    public boolean isClosed(LaneKey lane, LocalDate date) {
        return isOpen(lane, date).map(open -> !open).orElse(false);
    }

    /// Whether a location is open at all on a trading day, if anybody says.
    private Optional<Boolean> isOpen(LaneKey lane, LocalDate date) {
        return asked.computeIfAbsent(lane, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(date, _ -> isOpenAsTold(lane, date));
    }

    private Optional<Boolean> isOpenAsTold(LaneKey lane, LocalDate date) {
        Place place = places.get(new CatalogKey(lane.tenant(), lane.location().value()));
        if (place == null) {
            return Optional.empty();
        }
        Map<LocalDate, SpecialDay> special = place.calendar.isEmpty()
                ? Map.of()
                : calendars.getOrDefault(new CatalogKey(lane.tenant(), place.calendar), Map.of());
        return place.timetable.openTimes(date, special).map(OpenTimes::minutes).map(minutes -> minutes > 0);
    }

    /// The country of a location, by its two letters, if it is known.
    Optional<String> country(LaneKey lane) {
        return Optional.ofNullable(
                        places.get(new CatalogKey(lane.tenant(), lane.location().value())))
                .flatMap(Place::country);
    }

    /// What an item at a location is like.
    Map<String, String> attributes(ItemKey item) {
        Map<String, String> attributes = new HashMap<>(items.getOrDefault(
                new CatalogKey(item.lane().tenant(), item.item().value()), Map.of()));
        attributes.put("location", item.lane().location().value());
        return attributes;
    }

    /// What is planned of an item at a location: promotions with their prices, and days on which nothing is open. Empty
    /// where the catalogue knows of neither.
    ///
    /// @param first the first day
    Map<LocalDate, Planned> plans(ItemKey item, LocalDate first, int days) {
        LaneKey lane = item.lane();
        Place place = places.get(new CatalogKey(lane.tenant(), lane.location().value()));
        List<Promotion> known = promotions.getOrDefault(lane.tenant(), new ConcurrentHashMap<>()).values().stream()
                .filter(promotion -> promotion.itemIds().contains(item.item().value()))
                .filter(promotion -> promotion.locationIds().isEmpty()
                        || promotion.locationIds().contains(lane.location().value()))
                .toList();
        Map<LocalDate, Planned> plans = new TreeMap<>();
        for (int day = 0; day < days; day++) {
            LocalDate date = first.plusDays(day);
            boolean isClosed = isClosed(lane, date);
            if (isClosed || !known.isEmpty()) {
                plans.put(date, planned(known, place, date, isClosed));
            }
        }
        return plans;
    }

    private static Planned planned(List<Promotion> known, @Nullable Place place, LocalDate date, boolean isClosed) {
        double price = Double.NaN;
        double promoted = 0;
        for (Promotion promotion : known) {
            if (place != null && runs(promotion, place, date)) {
                promoted = 1;
                Money reduced = promotion.price();
                String currency = promotion.currency();
                if (reduced != null && (currency == null || currency.equals(place.currency))) {
                    price = reduced.tenThousandths() / 10_000.0;
                }
            }
        }
        return new Planned(price, known.isEmpty() ? Double.NaN : promoted, isClosed ? 0 : Double.NaN);
    }

    /// Whether it runs for any part of a trading day.
    private static boolean runs(Promotion promotion, Place place, LocalDate date) {
        return promotion.from().getEpochSecond() < place.timetable.endSecond(date)
                && promotion.to().getEpochSecond() > place.timetable.startSecond(date);
    }
}
