package io.millrace.schemas.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// What an I/O error means to the person who has to repair it.
final class NetworkFailures {
    private NetworkFailures() {}

    static String describe(IOException failure) {
        return switch (failure) {
            case HttpConnectTimeoutException e -> "did not accept a connection in time";
            case ConnectException e when isUnresolved(e) -> "cannot be found: its host name is not known";
            case ConnectException e -> "does not accept connections";
            case UnknownHostException e -> "cannot be found: its host name is not known";
            case SSLHandshakeException e ->
                "cannot be trusted (" + rootMessage(e)
                        + "); set schema.registry.ssl.truststore.location, or the keystore if it asks for a certificate";
            case SSLException e -> "does not speak TLS as expected (" + rootMessage(e) + "); is it https?";
            default -> "broke the connection (" + rootMessage(failure) + ")";
        };
    }

    private static boolean isUnresolved(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
