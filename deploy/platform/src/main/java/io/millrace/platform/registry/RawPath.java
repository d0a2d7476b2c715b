package io.millrace.platform.registry;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.PathMatchers.MatchResult;
import io.helidon.http.PathMatchers.PrefixMatchResult;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Matches a path before it is decoded, because a subject may hold a `/`, sent as `%2F`, which Helidon's own patterns
/// take for a separator.
///
/// @param template segments; one in braces matches anything and is a parameter
record RawPath(List<String> template) implements PathMatcher {
    static RawPath of(String template) {
        return new RawPath(segments(template));
    }

    @Override
    public MatchResult match(UriPath path) {
        List<String> segments = rawSegments(path);
        if (segments.size() != template.size()) {
            return MatchResult.notAccepted();
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!isParameter(template.get(i)) && !template.get(i).equals(segments.get(i))) {
                return MatchResult.notAccepted();
            }
        }
        return PathMatchers.any().match(path);
    }

    @Override
    public PrefixMatchResult prefixMatch(UriPath path) {
        return PrefixMatchResult.notAccepted();
    }

    @Override
    public Optional<String> matchingElement() {
        return Optional.of("/" + String.join("/", template));
    }

    /// The parameters of a path that matches, decoded.
    Map<String, String> parameters(UriPath path) {
        List<String> segments = rawSegments(path);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String name = template.get(i);
            if (isParameter(name)) {
                parameters.put(name.substring(1, name.length() - 1), decode(segments.get(i)));
            }
        }
        return parameters;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, 400, "'" + segment + "' is not properly URL-encoded: " + e.getMessage());
        }
    }

    /// Below where the routes are mounted, Helidon gives the path decoded only; the whole path has it raw.
    private static List<String> rawSegments(UriPath path) {
        UriPath whole = path.absolute();
        int mounted = segments(whole.path()).size() - segments(path.path()).size();
        List<String> raw = segments(whole.rawPathNoParams());
        return raw.subList(Math.clamp(mounted, 0, raw.size()), raw.size());
    }

    private static List<String> segments(String path) {
        String inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
