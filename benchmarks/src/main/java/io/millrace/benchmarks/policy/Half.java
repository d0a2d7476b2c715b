package io.millrace.benchmarks.policy;

import java.util.List;
import java.util.stream.IntStream;

/// Which half of a data set's items is looked at. What has settings is set by the one, and what it reaches is told of
/// the
/// other, by which nothing was chosen.
public enum Half {
    /// Every other item, from the first on: to choose by.
    CHOOSING,
    /// The items between them: what counts.
    CONFIRMING;

    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> (i % 2 == 0) == (this == CHOOSING))
                .mapToObj(all::get)
                .toList();
    }
}
