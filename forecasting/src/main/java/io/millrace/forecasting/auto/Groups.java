package io.millrace.forecasting.auto;

import io.millrace.forecasting.Calendar;
import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.methods.Members;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What series that have something in common sell together, forecast at moments of the past as it was known there.
///
/// A group sees trends and seasons that drown in the noise of each series, so that each is told what its groups say:
/// its own level, moved as the group is to move.
final class Groups {
    private static final int[] WINDOWS = {728, 364, 182, 91, 48, 24};
    private static final double ESTABLISHED = 0.8;
    private static final double FORGETTING = 0.1;
    private static final int SEASONS_OF_LEVEL = 4;
    private static final int LONGEST_LEVEL = 56;

    private final List<Partition> partitions;
    private final Optional<LocalDate> end;
    private final List<Map<List<String>, Map<Integer, Move>>> moves;

    /// How a group is to move from its level on, by what it did in a window of so many steps.
    private static final class Move {
        private final double[] path;
        private final int window;

        Move(double[] path, int window) {
            this.path = path;
            this.window = window;
        }
    }

    private Groups(
            List<Partition> partitions, Optional<LocalDate> end, List<Map<List<String>, Map<Integer, Move>>> moves) {
        this.partitions = partitions;
        this.end = end;
        this.moves = moves;
    }

    /// The groups of a panel whose series end together, forecast so many steps ahead from moments that lie so many
    /// steps back.
    static Groups of(List<DemandSeries> panel, int steps, int... backs) {
        Optional<LocalDate> end = CommonEnd.of(panel);
        if (end.isEmpty()) {
            return new Groups(List.of(), Optional.empty(), List.of());
        }
        List<DemandSeries> together = panel.stream()
                .filter(series -> CommonEnd.end(series).equals(end.get()))
                .toList();
        List<Partition> partitions = Partition.of(together);
        return new Groups(
                partitions,
                end,
                partitions.stream()
                        .map(partition -> moves(partition.split(together), steps, backs))
                        .toList());
    }

    private static Map<List<String>, Map<Integer, Move>> moves(
            Map<List<String>, List<DemandSeries>> groups, int steps, int... backs) {
        return groups.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(Map.Entry::getKey, entry -> moves(entry.getValue(), steps, backs)));
    }

    private static Map<Integer, Move> moves(List<DemandSeries> group, int steps, int... backs) {
        Calendar calendar = group.getFirst().calendar();
        int season = calendar.season();
        LocalDate end = CommonEnd.end(group.getFirst());
        List<double[]> histories =
                group.stream().map(series -> filled(History.of(series).units())).toList();
        Map<Integer, Move> moves = new HashMap<>();
        for (int back : backs) {
            established(histories, back).ifPresent(total -> {
                double[] effects = effects(histories, back, calendar, end, steps);
                int first = effects.length - steps - total.length;
                Arrays.setAll(total, step -> total[step] / effects[first + step]);
                double level = level(total, season);
                if (level > 0) {
                    double[] path = Members.theta(total, season, steps);
                    Arrays.setAll(path, step -> path[step] * effects[first + total.length + step] / level);
                    moves.put(back, new Move(path, total.length));
                }
            });
        }
        return moves;
    }

    /// A step that nobody knows of is taken to have sold as much as those before it, or the group would seem to dip.
    private static double[] filled(double[] units) {
        double[] filled = units.clone();
        double level = units.length == 0 ? 0 : units[0];
        for (int step = 0; step < filled.length; step++) {
            filled[step] = Double.isNaN(filled[step]) ? level : filled[step];
            level += FORGETTING * (filled[step] - level);
        }
        return filled;
    }

    private static double[] effects(List<double[]> histories, int back, Calendar calendar, LocalDate end, int steps) {
        int longest =
                histories.stream().mapToInt(units -> units.length - back).max().orElse(0);
        LocalDate first = calendar.frequency().plus(end, -back - longest);
        double[] all = new double[longest];
        for (double[] units : histories) {
            int length = units.length - back;
            for (int step = 0; step < length; step++) {
                all[longest - length + step] += units[step];
            }
        }
        return CalendarEffects.of(all, calendar.from(first), steps);
    }

    /// What the series that were there for all of a window sold together in it: the longest window in which these are
    /// most of what is sold. Series that come in the middle would look like growth.
    private static Optional<double[]> established(List<double[]> histories, int back) {
        double all = recent(histories, back, 0);
        for (int window : WINDOWS) {
            if (all > 0 && recent(histories, back, window) >= ESTABLISHED * all) {
                return Optional.of(total(histories, back, window));
            }
        }
        return Optional.empty();
    }

    private static double recent(List<double[]> histories, int back, int window) {
        double sum = 0;
        for (double[] units : histories) {
            int length = units.length - back;
            if (length >= window) {
                for (int step = Math.max(0, length - WINDOWS[WINDOWS.length - 1]); step < length; step++) {
                    sum += units[step];
                }
            }
        }
        return sum;
    }

    private static double[] total(List<double[]> histories, int back, int window) {
        double[] total = new double[window];
        for (double[] units : histories) {
            int first = units.length - back - window;
            for (int step = 0; first >= 0 && step < window; step++) {
                total[step] += units[first + step];
            }
        }
        return total;
    }

    private static double level(double[] units, int season) {
        return Features.smoothed(units, 2.0 / (1 + Math.min(LONGEST_LEVEL, SEASONS_OF_LEVEL * season)));
    }

    int count() {
        return partitions.size();
    }

    List<String> names() {
        return partitions.stream().map(Partition::name).toList();
    }

    List<String> group(int partition, DemandSeries series) {
        return partitions.get(partition).group(series.attributes());
    }

    /// What each group says of a series at its end; nothing where it says nothing, or the series was no part of it yet.
    double[][] sayNow(DemandSeries series) {
        History history = History.of(series);
        double[][] said = new double[count()][0];
        for (int i = 0; i < said.length; i++) {
            Optional<Move> move = move(i, history, 0).filter(known -> known.window <= history.length());
            if (move.isPresent()) {
                said[i] = path(move.get(), history, history.units());
            }
        }
        return said;
    }

    /// What each group says of a series at one moment; what `otherwise` says where the group says nothing.
    double[][] say(History history, double[] units, double[] otherwise) {
        double[][] said = new double[count()][];
        for (int i = 0; i < said.length; i++) {
            said[i] = move(i, history, history.length() - units.length)
                    .map(move -> path(move, history, units))
                    .orElse(otherwise);
        }
        return said;
    }

    private Optional<Move> move(int partition, History history, int back) {
        return end.filter(history.calendar().date(history.length())::equals)
                .map(_ -> moves.get(partition)
                        .getOrDefault(partitions.get(partition).group(history.attributes()), Map.of())
                        .get(back));
    }

    private static double[] path(Move move, History history, double[] units) {
        double level = level(units, history.calendar().season());
        return Arrays.stream(move.path).map(moved -> level * moved).toArray();
    }
}
