package io.millrace.forecasting.frame;

import io.millrace.forecasting.Frequency;
import java.util.Optional;

/// How to read a panel.
///
/// @param frequency how long a step is; found from the dates when not given
/// @param season the steps after which a season repeats; that of the frequency when not given
/// @param gaps what a step without a row means
/// @param skipBadRows whether rows that cannot be read are passed over and counted, rather than refused
public record ReadOptions(Optional<Frequency> frequency, Optional<Integer> season, Gaps gaps, boolean skipBadRows) {
    /// Everything found from the file.
    public static final ReadOptions AUTO = new ReadOptions(Optional.empty(), Optional.empty(), Gaps.AUTO, false);

    public ReadOptions {
        season.ifPresent(steps -> {
            if (steps < 1) {
                throw new IllegalArgumentException("A season has one step or more, not " + steps);
            }
        });
    }
}
