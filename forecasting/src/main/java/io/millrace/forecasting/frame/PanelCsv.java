package io.millrace.forecasting.frame;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Reads a panel from a CSV with the columns `series_id,date,quantity` and, where there are any, `price`, `promo` and
/// `in_stock`, plain or gzipped; of other columns, the first value of each series becomes an attribute of it.
///
/// A series begins with its first row above zero or, if it has none, its first row. Rows of the same series and step
/// are added up. Rows that cannot be read are refused together, each with its line number.
///
/// [Gaps#AUTO] takes gaps for zeros, unless the file is one of measurements: at most one in a hundred known quantities
/// is zero, and at most one in ten steps is a gap. Where gaps are zeros and steps have no row at all, the file is a log
/// of what was sold, and all its series run to the last date of the file; otherwise each ends with its own last row.
public final class PanelCsv {
    private static final int GZIP_FIRST = 0x1f;
    private static final int LINES_FOR_FREQUENCY = 20_000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final double FEW_ZEROS = 0.01;
    private static final double FEW_GAPS = 0.1;

    private PanelCsv() {}

    public static PanelFile read(Path file, ReadOptions options) throws IOException {
        Frequency frequency =
                options.frequency().isPresent() ? options.frequency().get() : frequency(file, options);
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, frequency, options);
        }
    }

    /// Reads a stream to its end; it is left open.
    static PanelFile read(InputStream stream, Frequency frequency, ReadOptions options) throws IOException {
        RowReader rows = new RowReader(frequency, options.skipBadRows());
        rows.readAll(reader(stream), Integer.MAX_VALUE);
        return panel(rows, frequency, options);
    }

    private static Frequency frequency(Path file, ReadOptions options) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            RowReader rows = new RowReader(Frequency.DAILY, options.skipBadRows());
            rows.keepDates();
            rows.readAll(reader(stream), LINES_FOR_FREQUENCY);
            return Steps.seen(rows.keptDates());
        }
    }

    private static BufferedReader reader(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER_BYTES);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        InputStream plain = first == GZIP_FIRST ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER_BYTES);
    }

    private static PanelFile panel(RowReader rows, Frequency frequency, ReadOptions options) {
        List<String> notes = new ArrayList<>(rows.notes());
        int[] counts = new int[3];
        int withoutRow = 0;
        LocalDate end = LocalDate.MIN;
        for (SeriesRows series : rows.series().values()) {
            int[] own = series.counts();
            for (int i = 0; i < counts.length; i++) {
                counts[i] += own[i];
            }
            withoutRow += series.withoutRow();
            end = series.last().isAfter(end) ? series.last() : end;
        }
        Gaps gaps = options.gaps() == Gaps.AUTO ? chosen(counts) : options.gaps();
        boolean log = gaps == Gaps.ZERO && withoutRow > 0;
        notes.add(gapNote(options.gaps(), gaps, counts));
        if (log) {
            notes.add(
                    "Steps without a row count as zero, so all series run to " + end + ", the last date of the file.");
        }
        int season = options.season().orElse(frequency.season());
        List<DemandSeries> panel = new ArrayList<>();
        Iterator<Map.Entry<String, SeriesRows>> entries =
                rows.series().entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, SeriesRows> entry = entries.next();
            LocalDate until = log ? end : entry.getValue().last();
            panel.add(entry.getValue().build(entry.getKey(), frequency, season, gaps == Gaps.ZERO, until));
            entries.remove(); // so that no series is held twice
        }
        return new PanelFile(panel, frequency, season, gaps, rows.count(), notes);
    }

    private static Gaps chosen(int[] counts) {
        double known = counts[0] + counts[1];
        boolean measurements = counts[1] <= FEW_ZEROS * known && counts[2] <= FEW_GAPS * (known + counts[2]);
        return measurements && counts[2] > 0 ? Gaps.MISSING : Gaps.ZERO;
    }

    private static String gapNote(Gaps asked, Gaps gaps, int[] counts) {
        if (counts[2] == 0) {
            return "There are no gaps.";
        }
        double share = 100.0 * counts[2] / (counts[0] + counts[1] + counts[2]);
        String why = asked == Gaps.AUTO ? " (chosen by the look of the file; --gaps says otherwise)" : " (as asked)";
        String meaning = gaps == Gaps.ZERO ? "zero" : "missing";
        return String.format(Locale.ROOT, "%,d gaps (%.1f %% of steps) count as %s%s.", counts[2], share, meaning, why);
    }
}
