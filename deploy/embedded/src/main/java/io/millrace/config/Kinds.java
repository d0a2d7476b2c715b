package io.millrace.config;

import io.millrace.domain.TenantId;
import io.millrace.schemas.json.Suggestion;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The kinds of value a setting can have. Each refuses with the text as it was written, unless it may hold a password.
final class Kinds {
    static final String EMBEDDED = "embedded";
    static final String ALL = "all";
    static final String CLOSED = "closed";

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,64}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.0\\.0\\.1");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})");
    private static final Pattern ADDRESS = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final String SERVERS_REMEDY = "Use embedded, or host:port, several separated by commas.";
    private static final String DATABASE_REMEDY =
            "Use embedded, or jdbc:postgresql://host:port/database; name and password go into postgres.user and"
                    + " postgres.password.";
    private static final String REGISTRY_REMEDY =
            "Use embedded, or http(s)://host:port, several separated by commas; name and password go into"
                    + " schema.registry.user and schema.registry.password.";

    private Kinds() {}

    static Kind<Integer> port() {
        return text -> whole(
                text,
                0,
                Checks.PORT_MAX,
                "a port",
                "Use a whole number from 0 (takes a free port) to " + Checks.PORT_MAX + ".");
    }

    static Kind<Integer> between(int min, int max) {
        return text -> whole(
                text,
                min,
                max,
                "a whole number from " + min + " to " + max,
                "Use a whole number from " + min + " to " + max + ".");
    }

    private static int whole(String text, int min, int max, String what, String remedy) throws Refusal {
        if (text.matches("-?\\d{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new Refusal("'" + text + "' is not " + what, remedy);
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        return text -> {
            List<String> names = new ArrayList<>();
            for (E value : EnumSet.allOf(type)) {
                names.add(value.name().toLowerCase(Locale.ROOT));
                if (names.getLast().equals(text.toLowerCase(Locale.ROOT))) {
                    return value;
                }
            }
            String guess = Suggestion.nearest(text, names)
                    .map(name -> "Did you mean " + name + "? ")
                    .orElse("");
            throw new Refusal(
                    "'" + text + "' is none of its values", guess + "Use one of " + String.join(", ", names) + ".");
        };
    }

    /// `all`, or some of them.
    static Kind<Set<Role>> roles() {
        return text -> {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            if (text.strip().equals(ALL)) {
                return EnumSet.allOf(Role.class);
            }
            Kind<Role> role = choice(Role.class);
            for (String one : text.split(",", -1)) {
                roles.add(role.parse(one.strip()));
            }
            return roles;
        };
    }

    /// `closed`, `off`, or a time of the day.
    static Kind<Forecasting.Schedule> schedule() {
        return text -> switch (text.strip()) {
            case CLOSED -> new Forecasting.Schedule(true, Optional.empty());
            case "off" -> new Forecasting.Schedule(false, Optional.empty());
            default -> new Forecasting.Schedule(true, Optional.of(time(text)));
        };
    }

    private static LocalTime time(String text) throws Refusal {
        if (!text.strip().matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            throw new Refusal(
                    "'" + text + "' is not a time of the day",
                    "Use closed (as soon as days are), a time in UTC such as 03:30, or off.");
        }
        return LocalTime.parse(text.strip());
    }

    static Kind<String> name() {
        return text -> {
            if (text.isBlank()) {
                throw new Refusal("it is empty", "Give it a value, or leave the key out.");
            }
            return text;
        };
    }

    static Kind<TenantId> tenant() {
        return text -> {
            try {
                return TenantId.of(text);
            } catch (IllegalArgumentException malformed) {
                throw new Refusal(
                        malformed.getMessage(), "Give it the id of a tenant, such as acme, or leave the key out.");
            }
        };
    }

    static Kind<String> prefix() {
        return text -> {
            if (!PREFIX.matcher(text).matches()) {
                throw new Refusal(
                        "'" + text + "' can't begin a topic's name",
                        "Use up to 64 letters A-Z and a-z, digits, '.', '_' and '-'; end it with '.' for a separator.");
            }
            return text;
        };
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /// Digits and dots that are no IPv4 address, or the one that stands for all.
    private static boolean isWrongAddress(String text) {
        return text.matches("[0-9.]+") && (!ADDRESS.matcher(text).matches() || text.equals("0.0.0.0"));
    }

    /// An address of this machine. Nodes tell it to each other, so it can't stand for all of them.
    static Kind<String> host() {
        return text -> {
            if (!HOST.matcher(text).matches() || isWrongAddress(text)) {
                throw new Refusal(
                        "'" + text + "' is not one address or name of this machine",
                        "Use 127.0.0.1, or the name or address by which others reach it.");
            }
            return text;
        };
    }

    static Kind<Path> path() {
        return text -> {
            try {
                if (!text.isBlank()) {
                    return Path.of(text);
                }
            } catch (InvalidPathException invalid) {
                throw new Refusal(
                        "'" + text + "' is not a path: " + invalid.getReason(), "Use the path of a file or folder.");
            }
            throw new Refusal("it is empty", "Use the path of a file or folder.");
        };
    }

    /// The text itself, or the content of the file named by `file:/path`; never shown.
    static Kind<Secret> secret() {
        return text -> {
            String remedy = "Use the value itself, or file:/path of a file that holds it.";
            if (text.equals(Secret.MASK)) {
                throw new Refusal("it is masked", remedy);
            }
            String value = text.startsWith("file:") ? read(text.substring("file:".length())) : text;
            if (value.isEmpty()) {
                throw new Refusal("it is empty", remedy);
            }
            return new Secret(value);
        };
    }

    private static String read(String file) throws Refusal {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (InvalidPathException | NoSuchFileException missing) {
            throw new Refusal("there is no file " + file, "Create the file, or correct its path after file:");
        } catch (MalformedInputException binary) {
            throw new Refusal("the file " + file + " is not text", "Write the value into the file as UTF-8 text.");
        } catch (IOException unreadable) {
            throw new Refusal(
                    "the file " + file + " can't be read: " + unreadable.getMessage(),
                    "Make it readable for the user who runs Millrace.");
        }
    }

    /// `embedded` (empty), or servers.
    static Kind<Optional<List<String>>> servers() {
        return text -> {
            if (text.equals(EMBEDDED)) {
                return Optional.empty();
            }
            List<String> servers = new ArrayList<>();
            for (String server : text.split(",", -1)) {
                var match = SERVER.matcher(server.strip());
                if (!match.matches()
                        || Integer.parseInt(match.group(2)) > Checks.PORT_MAX
                        || match.group(2).matches("0+")) {
                    throw new Refusal(
                            "'" + server.strip() + "' is not host:port", guessEmbedded(text) + SERVERS_REMEDY);
                }
                servers.add(server.strip());
            }
            return Optional.of(servers);
        };
    }

    /// `embedded` (empty), or a JDBC URL without credentials.
    static Kind<Optional<String>> database() {
        return text -> {
            if (text.equals(EMBEDDED)) {
                return Optional.empty();
            }
            if (holdsCredential(text)) {
                throw new Refusal("it holds a name or password", DATABASE_REMEDY);
            }
            if (!text.matches("jdbc:postgresql://[^\\s]+")) {
                throw new Refusal("'" + text + "' is not a PostgreSQL URL", guessEmbedded(text) + DATABASE_REMEDY);
            }
            return Optional.of(text);
        };
    }

    private static boolean holdsCredential(String url) {
        return url.contains("@") || url.toLowerCase(Locale.ROOT).matches(".*[?&](ssl)?password=.*");
    }

    /// `embedded` (empty), or addresses without credentials.
    static Kind<Optional<List<URI>>> urls() {
        return text -> {
            if (text.equals(EMBEDDED)) {
                return Optional.empty();
            }
            List<URI> urls = new ArrayList<>();
            for (String url : text.split(",", -1)) {
                urls.add(httpUrl(url.strip(), guessEmbedded(text) + REGISTRY_REMEDY));
            }
            return Optional.of(urls);
        };
    }

    /// An address without credentials.
    ///
    /// @param remedy what would be right
    static Kind<URI> url(String remedy) {
        return text -> httpUrl(text.strip(), remedy);
    }

    private static URI httpUrl(String url, String remedy) throws Refusal {
        if (holdsCredential(url)) {
            throw new Refusal("it holds a name or password", remedy);
        }
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException invalid) {
            throw new Refusal("'" + url + "' is not a URL: " + invalid.getReason(), remedy);
        }
        throw new Refusal("'" + url + "' is not an http(s) URL", remedy);
    }

    private static String guessEmbedded(String text) {
        return Suggestion.nearest(text, List.of(EMBEDDED))
                .map(guess -> "Did you mean embedded? ")
                .orElse("");
    }
}
