package io.millrace.domain.code;

/// What a code says besides which item it is.
public sealed interface Carried {
    /// Nothing.
    enum Nothing implements Carried {
        NOTHING
    }

    /// What one piece weighs, in grams.
    record Weight(long grams) implements Carried {}

    /// What one piece costs, in ten-thousandths.
    record Price(long tenThousandths) implements Carried {}

    /// How many are inside.
    record Count(long pieces) implements Carried {}
}
