package io.millrace.benchmarks.intake;

import io.millrace.benchmarks.kit.Report;

/// Figures that are measured together.
interface FigureGroup {
    /// Measures, on a broker that nobody has used before.
    void measure(IntakeScene scene, Report report);
}
