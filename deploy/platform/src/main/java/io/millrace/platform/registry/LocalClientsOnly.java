package io.millrace.platform.registry;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.regex.Pattern;

/// Refuses what a web page in a browser on this machine may send: listening on loopback alone does not keep it out.
///
/// A browser names the page's origin, and, if the page's own name was made to resolve to loopback, that name as host.
final class LocalClientsOnly implements Filter {
    private static final Pattern LOOPBACK = Pattern.compile(
            "(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (request.headers().contains(HeaderNames.ORIGIN)) {
            RegistryHandlers.send(
                    response,
                    new HttpProblem(
                            403,
                            403,
                            "This registry is for programs on this machine, not for web pages: send no Origin header."));
        } else if (!LOOPBACK.matcher(host).matches()) {
            RegistryHandlers.send(
                    response,
                    new HttpProblem(
                            403,
                            403,
                            "This registry is for programs on this machine: reach it as localhost or 127.0.0.1, not as '"
                                    + host + "'."));
        } else {
            chain.proceed();
        }
    }
}
