package io.millrace.forecasting.frame;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import java.util.List;

/// A panel as it was read, and what had to be decided to read it.
///
/// @param panel the series, in the order their first rows have in the file
/// @param season the steps after which a season repeats
/// @param gaps [Gaps#ZERO] or [Gaps#MISSING]
/// @param rows how many rows the file has
/// @param notes what a person should know of the file, a sentence each
public record PanelFile(
        List<DemandSeries> panel, Frequency frequency, int season, Gaps gaps, long rows, List<String> notes) {
    public PanelFile {
        panel = List.copyOf(panel);
        notes = List.copyOf(notes);
    }
}
