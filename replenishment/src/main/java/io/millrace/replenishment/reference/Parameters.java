package io.millrace.replenishment.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of an instance by name, as a JSON object is read; whoever asks for one says what it must be.
final class Parameters {
    private final Map<?, ?> values;
    private final String where;

    Parameters(Map<?, ?> values, String where) {
        this.values = values;
        this.where = where;
    }

    /// Whether there is one, and it is not null.
    boolean has(String name) {
        return values.get(name) != null;
    }

    void require(String name) {
        value(name);
    }

    double number(String name) {
        return number(name, value(name));
    }

    /// By the first of two names that is there.
    double number(String name, String otherName) {
        return number(has(otherName) && !has(name) ? otherName : name);
    }

    double numberOr(String name, double otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    int whole(String name) {
        double number = number(name);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(where + name + " is " + number + "; give a whole number");
        }
        return (int) number;
    }

    int wholeOr(String name, int otherwise) {
        return has(name) ? whole(name) : otherwise;
    }

    @Nullable
    Integer wholeIfAny(String name) {
        return has(name) ? whole(name) : null;
    }

    @Nullable
    Double numberIfAny(String name) {
        return has(name) ? number(name) : null;
    }

    String text(String name) {
        return label(value(name));
    }

    List<Double> numbers(String name) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : list(name)) {
            numbers.add(number(name, value));
        }
        return numbers;
    }

    /// One number for all periods, or a list with one for each.
    List<Double> perPeriod(String name, int periods, double otherwise) {
        if (!has(name)) {
            return repeated(otherwise, periods);
        }
        if (!(value(name) instanceof List<?>)) {
            return repeated(number(name), periods);
        }
        List<Double> numbers = numbers(name);
        if (numbers.size() != periods) {
            throw new IllegalArgumentException(where + name + " has " + numbers.size() + " numbers for " + periods
                    + " periods; give one number, or one for each period");
        }
        return numbers;
    }

    private static List<Double> repeated(double value, int times) {
        return Collections.nCopies(times, value);
    }

    List<String> texts(String name) {
        return has(name) ? list(name).stream().map(Parameters::label).toList() : List.of();
    }

    Parameters child(String name) {
        return child(name, value(name), where + name);
    }

    List<Parameters> children(String name) {
        List<Parameters> children = new ArrayList<>();
        for (Object value : list(name)) {
            children.add(child(name, value, where + name + "[" + children.size() + "]"));
        }
        return children;
    }

    private Parameters child(String name, Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            return new Parameters(map, path + ".");
        }
        throw new IllegalArgumentException(where + name + " is " + value + "; give an object with named values");
    }

    private List<?> list(String name) {
        if (value(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(where + name + " is " + value(name) + "; give a list");
    }

    private Object value(String name) {
        @Nullable Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(where + name + " is missing; add it to the parameters");
        }
        return value;
    }

    private double number(String name, @Nullable Object value) {
        if (value instanceof Number number) {
            return Check.finite(where + name, number.doubleValue());
        }
        throw new IllegalArgumentException(where + name + " is " + value + "; give a number");
    }

    /// A name that may be written as a number: 3 for "3".
    private static String label(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? String.valueOf(number.longValue())
                : String.valueOf(value);
    }

    /// By name, for promises and levels that are given.
    Map<String, Double> numbersByName() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        values.forEach((name, value) -> numbers.put(label(name), number(label(name), value)));
        return numbers;
    }
}
