package io.millrace.domain.demand;

import java.time.DayOfWeek;

/// A stretch of local time that begins on each such day of the week.
public record WeeklyOpening(DayOfWeek day, Opening opening) {}
