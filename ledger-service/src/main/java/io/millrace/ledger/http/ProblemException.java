package io.millrace.ledger.http;

import java.util.List;

/// Refuses a request from wherever the reason was found; the frame answers with the problem.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /// Refuses a request for one thing that is wrong in it.
    ///
    /// @param field what is wrong
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.invalid(List.of(new InvalidField(field, detail))));
    }

    public Problem problem() {
        return problem;
    }
}
