package io.millrace.cli;

import io.millrace.forecasting.Progress;
import java.util.Locale;

/// How far long work has come, on standard error: one line that changes on a terminal, one for each kind of work in a
/// file.
final class ProgressLine implements Progress {
    private static final long PERCENT = 100;
    private static final int WIDTH = 24;

    private final Console console;
    private String what = "";
    private long shown = -1;

    ProgressLine(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void at(String doing, long done, long all) {
        long percent = all == 0 ? PERCENT : PERCENT * done / all;
        boolean begun = !doing.equals(what);
        if (!begun && percent <= shown) {
            return;
        }
        what = doing;
        shown = percent;
        if (console.appearance().colour()) {
            String bar = "#".repeat((int) (WIDTH * percent / PERCENT));
            console.err().print(String.format(Locale.ROOT, "\r%-16s [%-" + WIDTH + "s] %3d %%", doing, bar, percent));
            if (percent == PERCENT) {
                console.err().println();
            }
            console.err().flush();
        } else if (begun) {
            console.err().println(doing + " …");
            console.err().flush();
        }
    }
}
