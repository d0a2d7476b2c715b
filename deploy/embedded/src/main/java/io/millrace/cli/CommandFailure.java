package io.millrace.cli;

/// A command can't do what it was asked for, for a reason its user can mend.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;
    private final int exitCode;

    /// @param what one line: what is wrong
    /// @param remedy one line: what to do
    public CommandFailure(String what, String remedy) {
        super(what);
        this.remedy = remedy;
        this.exitCode = ExitCode.FAILED;
    }

    public CommandFailure(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
        this.exitCode = ExitCode.FAILED;
    }

    private CommandFailure(CommandFailure failure, int exitCode) {
        super(failure.getMessage(), failure);
        this.remedy = failure.remedy;
        this.exitCode = exitCode;
    }

    /// The same, told to whoever started the process as a mistake in what was given to it.
    CommandFailure asUsage() {
        return new CommandFailure(this, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }

    public String remedy() {
        return remedy;
    }
}
