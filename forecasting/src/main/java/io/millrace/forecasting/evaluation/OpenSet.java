package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.DemandSeries;
import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.frame.Gaps;
import io.millrace.forecasting.frame.SeriesCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A public data set, how it is forecast, and the best figure any other tool reached in each cell, single origin, the
/// last horizon held out.
public record OpenSet(String name, String file, Frequency frequency, Horizon horizon, Cells bestPeer) {
    /// What is compared: the pooled RMSSE and the scaled pinball losses.
    public record Cells(double prmsse, double spl50, double spl90, double spl95, double spl99) {
        List<Double> all() {
            return List.of(prmsse, spl50, spl90, spl95, spl99);
        }
    }

    static final String M5 = "m5_sample10";
    static final String M3 = "m3_monthly";

    public static List<OpenSet> all() {
        return List.of(
                new OpenSet(
                        "carparts",
                        "carparts.csv.gz",
                        Frequency.MONTHLY,
                        new Horizon(12),
                        new Cells(0.789, 0.277, 0.368, 0.272, 0.115)),
                new OpenSet(
                        "online_retail",
                        "online-retail-daily.csv.gz",
                        Frequency.DAILY,
                        new Horizon(28),
                        new Cells(1.806, 0.567, 0.807, 0.665, 0.386)),
                new OpenSet(
                        M5,
                        "m5-sample10.csv.gz",
                        Frequency.DAILY,
                        new Horizon(28),
                        new Cells(0.823, 0.475, 0.354, 0.236, 0.078)),
                new OpenSet(
                        M3,
                        "m3-monthly.csv.gz",
                        Frequency.MONTHLY,
                        new Horizon(18),
                        new Cells(2.670, 1.014, 0.531, 0.345, 0.129)));
    }

    /// The series, a gap being a step without a sale, with the attributes that come with them, as the peers saw them.
    public List<DemandSeries> read(Path folder) throws IOException {
        List<DemandSeries> panel = SeriesCsv.read(folder.resolve(file), frequency, Gaps.ZERO);
        return name.equals(M5) ? M5Hierarchy.read(folder).told(panel) : panel;
    }
}
