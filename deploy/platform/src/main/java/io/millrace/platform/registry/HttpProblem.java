package io.millrace.platform.registry;

import java.io.Serial;

/// A request that is answered with an error, in Confluent's terms.
final class HttpProblem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    HttpProblem(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    static HttpProblem subjectNotFound(String subject) {
        return new HttpProblem(404, 40401, "Subject '" + subject + "' not found.");
    }

    static HttpProblem versionNotFound(String version) {
        return new HttpProblem(404, 40402, "Version " + version + " not found.");
    }

    static HttpProblem schemaNotFound(String which) {
        return new HttpProblem(404, 40403, "Schema " + which + " not found.");
    }

    static HttpProblem invalidSchema(String why) {
        return new HttpProblem(422, 42201, "Input schema is not a valid Avro schema: " + why);
    }

    static HttpProblem unsupportedSchema(String why) {
        return new HttpProblem(422, 42201, why);
    }

    static HttpProblem invalidVersion(String version) {
        return new HttpProblem(
                422,
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    static HttpProblem of(SchemaLogException failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE -> new HttpProblem(503, 50003, failure.getMessage());
            case BROKEN -> new HttpProblem(500, 50001, failure.getMessage());
        };
    }

    static HttpProblem of(String subject, String version, Deletion.Refused refused) {
        return switch (refused.reason()) {
            case SUBJECT_NOT_FOUND -> subjectNotFound(subject);
            case VERSION_NOT_FOUND -> versionNotFound(version);
            case SUBJECT_SOFT_DELETED ->
                new HttpProblem(
                        404,
                        40404,
                        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete it permanently");
            case SUBJECT_NOT_SOFT_DELETED ->
                new HttpProblem(
                        404, 40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
            case VERSION_SOFT_DELETED ->
                new HttpProblem(
                        404,
                        40406,
                        "Subject '" + subject + "' Version " + version
                                + " was soft deleted. Set permanent=true to delete it permanently");
            case VERSION_NOT_SOFT_DELETED ->
                new HttpProblem(
                        404,
                        40407,
                        "Subject '" + subject + "' Version " + version
                                + " was not deleted first before being permanently deleted");
            case REFERENCED ->
                new HttpProblem(
                        422,
                        42206,
                        "One or more references exist to the schema of subject '" + subject + "': " + refused.detail()
                                + ". Delete those first");
        };
    }
}
