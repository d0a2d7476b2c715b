package io.millrace.replenishment.reference;

/// Refuses arguments with what is wrong and what would be right.
final class Check {
    private Check() {}

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; give a finite number");
        }
        return value;
    }

    static double positive(String name, double value) {
        if (!(finite(name, value) > 0)) {
            throw new IllegalArgumentException(name + " is " + value + "; give a number above 0");
        }
        return value;
    }

    static double notNegative(String name, double value) {
        if (!(finite(name, value) >= 0)) {
            throw new IllegalArgumentException(name + " is " + value + "; give 0 or more");
        }
        return value;
    }

    static double share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; give a number from 0 to 1");
        }
        return value;
    }

    static int between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; give a whole number from " + least + " to " + most);
        }
        return value;
    }
}
