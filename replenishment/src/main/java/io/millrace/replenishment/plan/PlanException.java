package io.millrace.replenishment.plan;

import java.io.IOException;
import java.nio.file.Path;

/// A plan cannot be made of what was given, for a reason that its user can mend.
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /// One line of what is wrong and where, and one of what to do.
    public PlanException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    public PlanException(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    static PlanException unreadable(Path file, IOException cause) {
        return new PlanException(
                file + " cannot be read as a file.", "Give a CSV that is not a folder and that you may read.", cause);
    }

    public String remedy() {
        return remedy;
    }
}
