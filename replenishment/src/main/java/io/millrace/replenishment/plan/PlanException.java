package io.millrace.replenishment.plan;

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

    public String remedy() {
        return remedy;
    }
}
