package io.millrace.schemas.registry;

import io.millrace.schemas.registry.SchemaRegistryException.Reason;

/// Turns a registry's refusal into an exception that says what to do.
final class RegistryErrors {
    private RegistryErrors() {}

    static SchemaRegistryException refused(RegistryRequest request, RegistryAnswer answer) {
        String who = "the schema registry at " + answer.url();
        String about = " for " + request.about() + ": ";
        String said = answer.message() + (answer.errorCode() == 0 ? "" : " (error " + answer.errorCode() + ")");
        if (answer.isNotFound()) {
            return new SchemaRegistryException(Reason.NOT_FOUND, who + " knows nothing" + about + said);
        }
        return switch (answer.status()) {
            case 401 ->
                new SchemaRegistryException(
                        Reason.UNAUTHORIZED,
                        who + " does not accept the credentials" + about + said
                                + ". Check schema.registry.user and schema.registry.password, or"
                                + " schema.registry.token (in a Java client basic.auth.user.info or"
                                + " bearer.auth.token)");
            case 403 ->
                new SchemaRegistryException(
                        Reason.UNAUTHORIZED,
                        who + " forbids it" + about + said + ". Give the user the right to it in the registry");
            case 404 ->
                new SchemaRegistryException(
                        Reason.INVALID,
                        "there is no schema registry at " + answer.url() + " (asked for " + request.about()
                                + ", answered 404 without a registry's error code). Check the path in"
                                + " schema.registry.url");
            case 409 ->
                new SchemaRegistryException(
                        Reason.INCOMPATIBLE,
                        who + " refuses the schema" + about + said
                                + ". Change it so that the older versions can still be read");
            default -> other(who, about, said, answer);
        };
    }

    private static SchemaRegistryException other(String who, String about, String said, RegistryAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return new SchemaRegistryException(
                    Reason.INVALID,
                    who + " redirects to '" + answer.location() + "'" + about
                            + "redirects are not followed. Put the final address into schema.registry.url");
        }
        return new SchemaRegistryException(Reason.INVALID, who + " answered " + answer.status() + about + said);
    }

    static SchemaRegistryException unexpected(RegistryRequest request, RegistryAnswer answer, String missing) {
        return new SchemaRegistryException(
                Reason.INVALID,
                "the schema registry at " + answer.url() + " answered for " + request.about() + " without " + missing
                        + "; it does not speak the Confluent protocol, check schema.registry.url");
    }
}
