package io.millrace.ledger.http;

import java.util.Optional;

/// A request to a declared endpoint and how it ended.
///
/// @param target the path and query as they were sent
/// @param principal who asked, if that was found out
/// @param status what was answered
/// @param problem what kind of refusal it was, if it was one
public record Answered(
        Caller caller,
        Endpoint endpoint,
        String target,
        Optional<Principal> principal,
        int status,
        Optional<ProblemType> problem) {}
