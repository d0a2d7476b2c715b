package io.millrace.topology;

/// What to say of failures.
public final class Failures {
    private Failures() {}

    /// What was at the bottom of it, in a line.
    public static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
