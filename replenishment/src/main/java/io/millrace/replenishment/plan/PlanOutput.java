package io.millrace.replenishment.plan;

import io.millrace.forecasting.frame.CsvFields;
import io.millrace.replenishment.policy.Numbers;
import io.millrace.replenishment.proof.Explanation;
import io.millrace.replenishment.proof.Proof;
import java.util.List;

/// A plan as CSV.
public final class PlanOutput {
    private PlanOutput() {}

    /// One line for each item: `series_id,order`.
    public static String orders(List<Proof> proofs) {
        StringBuilder text = new StringBuilder("series_id,order\n");
        for (Proof proof : proofs) {
            text.append(CsvFields.written(proof.item()))
                    .append(',')
                    .append(exact(proof.units()))
                    .append('\n');
        }
        return text.toString();
    }

    /// One line for each step of each item: `series_id,step,stage,units,reason`.
    public static String explanations(List<Proof> proofs) {
        StringBuilder text = new StringBuilder("series_id,step,stage,units,reason\n");
        for (Proof proof : proofs) {
            int number = 0;
            for (Explanation.Point point : Explanation.of(proof)) {
                text.append(CsvFields.written(proof.item()))
                        .append(',')
                        .append(++number)
                        .append(',')
                        .append(point.stage())
                        .append(',')
                        .append(Double.isNaN(point.units()) ? "" : Numbers.shown(point.units()))
                        .append(',')
                        .append('"')
                        .append(point.text().replace("\"", "\"\""))
                        .append('"')
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String exact(double units) {
        return units == Math.rint(units) ? Long.toString((long) units) : Numbers.shown(units);
    }
}
