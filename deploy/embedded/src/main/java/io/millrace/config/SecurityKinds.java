package io.millrace.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The kinds of value that settings about security have.
final class SecurityKinds {
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final String KEYS_REMEDY = "Use https://host/path of the issuer's keys (its jwks_uri), http:// on"
            + " this machine only, or the path of a file.";

    private SecurityKinds() {}

    /// Origins as browsers send them.
    static Kind<List<String>> origins() {
        return text -> {
            List<String> origins = new ArrayList<>();
            for (String origin : text.split(",", -1)) {
                if (!ORIGIN.matcher(origin.strip()).matches()) {
                    throw new Refusal(
                            "'" + origin.strip() + "' is not the origin of web pages",
                            "Use such as https://plan.example.com, without a path; several separated by commas.");
                }
                origins.add(origin.strip());
            }
            return origins;
        };
    }

    /// Where keys are. Over plain HTTP anybody in between could put in his own.
    static Kind<URI> keys() {
        return text -> {
            try {
                if (!text.contains("://")) {
                    return Path.of(text).toAbsolutePath().toUri();
                }
                URI uri = new URI(text);
                boolean isHere = uri.getHost() != null && Kinds.isLoopback(uri.getHost());
                if (uri.getHost() != null
                        && uri.getUserInfo() == null
                        && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isHere))) {
                    return uri;
                }
            } catch (URISyntaxException | InvalidPathException invalid) {
                throw new Refusal("'" + text + "' is neither a URL nor a path", KEYS_REMEDY);
            }
            throw new Refusal("'" + text + "' is not an https URL", KEYS_REMEDY);
        };
    }
}
