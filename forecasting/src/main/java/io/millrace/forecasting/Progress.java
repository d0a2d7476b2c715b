package io.millrace.forecasting;

/// Hears how far long work has come. May be called from many threads.
@FunctionalInterface
public interface Progress {
    /// Tells nobody.
    Progress SILENT = (what, done, all) -> {};

    /// So many parts of what is being done are done.
    void at(String what, long done, long all);
}
