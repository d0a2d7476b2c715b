package io.millrace.forecasting.holidays;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// The public holidays of whole countries, as they are celebrated: not moved to a Monday where offices close then.
public final class NationalHolidays implements Holidays {
    private static final Map<String, List<Rule>> COUNTRIES =
            Map.of("US", unitedStates(), "GB", unitedKingdom(), "DE", germany(), "FR", france());

    private final List<Rule> rules;

    private NationalHolidays(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(String name, IntFunction<LocalDate> in) {}

    /// The countries known, by their two letters (ISO 3166).
    public static List<String> countries() {
        return COUNTRIES.keySet().stream().sorted().toList();
    }

    /// The holidays of a country, if it is known.
    public static Optional<Holidays> of(String country) {
        return Optional.ofNullable(COUNTRIES.get(country)).map(NationalHolidays::new);
    }

    @Override
    public Optional<String> on(LocalDate date) {
        return rules.stream()
                .filter(rule -> rule.in().apply(date.getYear()).equals(date))
                .map(Rule::name)
                .findFirst();
    }

    private static List<Rule> unitedStates() {
        return List.of(
                fixed("New Year's Day", Month.JANUARY, 1),
                weekday("Martin Luther King Day", Month.JANUARY, DayOfWeek.MONDAY, 3),
                weekday("Presidents' Day", Month.FEBRUARY, DayOfWeek.MONDAY, 3),
                easter("Easter Sunday", 0),
                weekday("Memorial Day", Month.MAY, DayOfWeek.MONDAY, -1),
                fixed("Independence Day", Month.JULY, 4),
                weekday("Labor Day", Month.SEPTEMBER, DayOfWeek.MONDAY, 1),
                weekday("Columbus Day", Month.OCTOBER, DayOfWeek.MONDAY, 2),
                fixed("Veterans Day", Month.NOVEMBER, 11),
                weekday("Thanksgiving", Month.NOVEMBER, DayOfWeek.THURSDAY, 4),
                fixed("Christmas Day", Month.DECEMBER, 25));
    }

    private static List<Rule> unitedKingdom() {
        return List.of(
                fixed("New Year's Day", Month.JANUARY, 1),
                easter("Good Friday", -2),
                easter("Easter Sunday", 0),
                easter("Easter Monday", 1),
                weekday("Early May bank holiday", Month.MAY, DayOfWeek.MONDAY, 1),
                weekday("Spring bank holiday", Month.MAY, DayOfWeek.MONDAY, -1),
                weekday("Summer bank holiday", Month.AUGUST, DayOfWeek.MONDAY, -1),
                fixed("Christmas Day", Month.DECEMBER, 25),
                fixed("Boxing Day", Month.DECEMBER, 26));
    }

    private static List<Rule> germany() {
        return List.of(
                fixed("Neujahr", Month.JANUARY, 1),
                easter("Karfreitag", -2),
                easter("Ostersonntag", 0),
                easter("Ostermontag", 1),
                fixed("Tag der Arbeit", Month.MAY, 1),
                easter("Christi Himmelfahrt", 39),
                easter("Pfingstmontag", 50),
                fixed("Tag der Deutschen Einheit", Month.OCTOBER, 3),
                fixed("Erster Weihnachtstag", Month.DECEMBER, 25),
                fixed("Zweiter Weihnachtstag", Month.DECEMBER, 26));
    }

    private static List<Rule> france() {
        return List.of(
                fixed("Jour de l'An", Month.JANUARY, 1),
                easter("Pâques", 0),
                easter("Lundi de Pâques", 1),
                fixed("Fête du Travail", Month.MAY, 1),
                fixed("Victoire 1945", Month.MAY, 8),
                easter("Ascension", 39),
                easter("Lundi de Pentecôte", 50),
                fixed("Fête nationale", Month.JULY, 14),
                fixed("Assomption", Month.AUGUST, 15),
                fixed("Toussaint", Month.NOVEMBER, 1),
                fixed("Armistice", Month.NOVEMBER, 11),
                fixed("Noël", Month.DECEMBER, 25));
    }

    private static Rule fixed(String name, Month month, int day) {
        return new Rule(name, year -> MonthDay.of(month, day).atYear(year));
    }

    /// The first, second, … weekday of a month; -1 is the last.
    private static Rule weekday(String name, Month month, DayOfWeek day, int ordinal) {
        return new Rule(
                name, year -> LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day)));
    }

    private static Rule easter(String name, int daysAfter) {
        return new Rule(name, year -> easterSunday(year).plusDays(daysAfter));
    }

    /// The Gregorian computus, as Meeus, Jones and Butcher wrote it down.
    static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int sum = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
