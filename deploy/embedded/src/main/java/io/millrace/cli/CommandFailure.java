package io.millrace.cli;

/// A command can't do what it was asked for, for a reason its user can mend.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /// @param what one line: what is wrong
    /// @param remedy one line: what to do
    public CommandFailure(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    public CommandFailure(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
