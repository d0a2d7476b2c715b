package io.millrace.forecasting.frame;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a panel whose frequency is known, as [PanelCsv] does, for those who need no more of it than its series.
public final class SeriesCsv {
    private SeriesCsv() {}

    public static List<DemandSeries> read(Path file, Frequency frequency, Gaps gaps) throws IOException {
        return PanelCsv.read(file, options(frequency, gaps)).panel();
    }

    /// Reads a stream to its end; it is left open.
    public static List<DemandSeries> read(InputStream stream, Frequency frequency, Gaps gaps) throws IOException {
        return PanelCsv.read(stream, frequency, options(frequency, gaps)).panel();
    }

    private static ReadOptions options(Frequency frequency, Gaps gaps) {
        return new ReadOptions(Optional.of(frequency), Optional.empty(), gaps, false);
    }
}
