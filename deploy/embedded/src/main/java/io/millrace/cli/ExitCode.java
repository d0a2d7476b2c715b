package io.millrace.cli;

/// What the process tells whoever started it.
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int CONFIGURATION = 3;

    private ExitCode() {}
}
