package io.millrace.forecasting.evaluation;

import io.millrace.forecasting.Frequency;
import io.millrace.forecasting.Horizon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;

/// A small set made up from a seed, to show that an evaluation runs; nobody's method was tuned to it.
public final class GeneratedSet {
    private static final int ITEMS = 40;
    private static final int DAYS = 150;
    private static final String FILE = "generated.csv";

    private GeneratedSet() {}

    /// Writes the set into a folder and tells how to read it. Its "best peer" is one in every cell.
    public static OpenSet write(Path folder, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        LocalDate first = LocalDate.of(2024, 1, 1);
        StringBuilder rows = new StringBuilder("series_id,date,quantity\n");
        for (int item = 0; item < ITEMS; item++) {
            double level = Math.exp(random.nextDouble(-1, 2));
            for (int day = 0; day < DAYS; day++) {
                double mean = level * (1 + 0.5 * Math.sin(2 * Math.PI * (day + item) / 7));
                rows.append("item-")
                        .append(item)
                        .append(',')
                        .append(first.plusDays(day))
                        .append(',');
                rows.append((long) Math.floor(-Math.log(1 - random.nextDouble()) * mean))
                        .append('\n');
            }
        }
        Files.writeString(folder.resolve(FILE), rows, StandardCharsets.UTF_8);
        return new OpenSet("generated", FILE, Frequency.DAILY, new Horizon(14), new OpenSet.Cells(1, 1, 1, 1, 1));
    }
}
