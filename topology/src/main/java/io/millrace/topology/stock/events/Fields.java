package io.millrace.topology.stock.events;

import io.millrace.domain.LocationId;
import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.stock.Bucket;
import io.millrace.domain.stock.Position;
import io.millrace.domain.stock.Reason;
import io.millrace.domain.stock.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The checks that fields have in common.
final class Fields {
    private static final int LINES_MAX = 10_000;
    private static final int TEXT_LENGTH_MAX = 64;

    private Fields() {}

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static long micros(@Nullable Instant time, long otherwise) {
        return time == null ? otherwise : micros(time);
    }

    static Sku sku(@Nullable String itemId, String field) {
        if (itemId == null) {
            throw new InvalidField(field, "the item is missing; name it by itemId");
        }
        try {
            return Sku.of(itemId);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidField(field, String.valueOf(malformed.getMessage()));
        }
    }

    /// A till is named like everything that is part of a key.
    static String till(String till, String field) {
        try {
            return LocationId.of(till).value();
        } catch (IllegalArgumentException malformed) {
            throw new InvalidField(field, "a till is named like a location: " + malformed.getMessage());
        }
    }

    static LocationId location(String locationId, String field) {
        try {
            return LocationId.of(locationId);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidField(field, String.valueOf(malformed.getMessage()));
        }
    }

    static Quantity aboveZero(Quantity quantity, String field) {
        if (!quantity.isPositive()) {
            throw new InvalidField(field, "a quantity is above zero; " + quantity + " is not");
        }
        return quantity;
    }

    static Quantity notBelowZero(Quantity quantity, String field) {
        if (quantity.isNegative()) {
            throw new InvalidField(field, "nobody can count " + quantity + "; zero is the least");
        }
        return quantity;
    }

    static String name(@Nullable String text, String field) {
        if (text == null || text.isBlank() || text.length() > TEXT_LENGTH_MAX) {
            throw new InvalidField(field, "it must have 1 to " + TEXT_LENGTH_MAX + " characters");
        }
        return text;
    }

    static Reason reason(@Nullable String code) {
        return code == null || code.isEmpty() ? Reason.NONE : Reason.of(code);
    }

    static Bucket bucket(io.millrace.events.Bucket bucket, String field) {
        return switch (bucket) {
            case UNKNOWN -> throw new InvalidField(field, "this bucket is not one the ledger knows");
            case FREE -> Bucket.FREE;
            case RESERVED -> Bucket.RESERVED;
            case DAMAGED -> Bucket.DAMAGED;
            case QUARANTINED -> Bucket.QUARANTINED;
            case IN_TRANSIT -> Bucket.IN_TRANSIT;
            case ON_ORDER -> Bucket.ON_ORDER;
            case SUPPLIER -> Bucket.SUPPLIER;
            case CUSTOMER -> Bucket.CUSTOMER;
            case SHRINK -> Bucket.SHRINK;
            case SCRAP -> Bucket.SCRAP;
            case OPENING -> Bucket.OPENING;
            case LINK -> Bucket.LINK;
        };
    }

    static long cost(@Nullable Money cost, String field) {
        if (cost == null) {
            return Position.NO_COST;
        }
        if (cost.tenThousandths() < 0) {
            throw new InvalidField(field, "a cost is not below zero; " + cost + " is");
        }
        return cost.tenThousandths();
    }

    /// Lines are there, are not too many, and have numbers of their own.
    static <T> void lines(List<T> lines, String field, ToIntFunction<T> number) {
        if (lines.isEmpty()) {
            throw new InvalidField(field, "there are no lines; send at least one");
        }
        if (lines.size() > LINES_MAX) {
            throw new InvalidField(
                    field, lines.size() + " lines are more than " + LINES_MAX + "; send them as several events");
        }
        int last = Integer.MIN_VALUE;
        boolean ascending = true;
        for (T line : lines) {
            int current = number.applyAsInt(line);
            ascending &= current > last;
            last = current;
        }
        if (!ascending && lines.stream().mapToInt(number).distinct().count() < lines.size()) {
            throw new InvalidField(field, "two lines have the same number; give each its own");
        }
    }

    static long expiry(@Nullable Instant expiresAt) {
        return micros(expiresAt, Times.NEVER);
    }
}
