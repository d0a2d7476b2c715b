package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Security;
import io.millrace.embedded.OwnTokens;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that asks the running service as an operator; mixed in with `@Mixin`.
final class ServiceOptions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);
    private static final int REFUSED_FROM = 400;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the service is; where the configuration says it listens, if not said.")
    private @Nullable URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with an operator's token. Without it, one of this installation's own issuer is made,"
                    + " if the data folder has it.")
    private @Nullable Path tokenFile;

    /// Asks the service.
    ///
    /// @param body as JSON; empty for none
    /// @throws CommandFailure if it can't be reached, or refuses, saying what it said
    JsonNode ask(Program program, String verb, String path, String body) {
        Configuration configuration = options.load(
                        program.surroundings(),
                        new CommandDefaults("tenant", Map.of("data", DemoCommand.data(program.surroundings()))))
                .configuration();
        URI service = url == null ? service(configuration) : url;
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(ANSWER_TIMEOUT)
                .method(verb, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        token(program, configuration).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return answered(service, send(service, request.build()));
    }

    private static URI service(Configuration configuration) {
        int port = configuration.http().port();
        if (port == 0) {
            throw new CommandFailure(
                    "The configuration leaves the service's port open.", "Say where it is with --url.");
        }
        String scheme = configuration.http().tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + configuration.http().host() + ":" + port);
    }

    private static HttpResponse<String> send(URI service, HttpRequest request) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new CommandFailure(
                    "Nothing answers at " + service + ".",
                    "Start Millrace, or say where it is with --url.",
                    unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("The command was interrupted.", "What was sent may still be done.", interrupted);
        }
    }

    private static JsonNode answered(URI service, HttpResponse<String> answer) {
        JsonNode json = json(answer.body());
        if (answer.statusCode() < REFUSED_FROM) {
            return json;
        }
        String remedy = switch (answer.statusCode()) {
            case 401, 403 ->
                "It is for the role operator: put the output of ./millrace token --role operator, or a token"
                        + " of your issuer, into a file and name it with --token-file.";
            case 503, 504 -> "Repeat the command: what is done already stays.";
            default -> "The service at " + service + " says so; nothing was changed.";
        };
        throw new CommandFailure(
                json.path("detail").asText("The service answers " + answer.statusCode() + "."), remedy);
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
        } catch (JsonProcessingException foreign) {
            return MissingNode.getInstance();
        }
    }

    private Optional<String> token(Program program, Configuration configuration) {
        if (tokenFile != null) {
            Path file = program.surroundings().absolute(tokenFile);
            try {
                return Optional.of(Files.readString(file).strip());
            } catch (IOException unreadable) {
                throw new CommandFailure(
                        "The token's file " + file + " can't be read.", "Correct --token-file.", unreadable);
            }
        }
        return configuration.security().issuer() instanceof Security.Issuer.Embedded
                ? own(configuration)
                : Optional.empty();
    }

    /// Whoever can read the data folder runs this installation.
    private static Optional<String> own(Configuration configuration) {
        Principal operator = new Principal(
                "operator", Principal.INSTALLATION, Set.of(Role.OPERATOR), Optional.empty(), Optional.empty());
        try {
            return Optional.of(OwnTokens.token(
                    configuration.data(), operator, configuration.security().audience(), TOKEN_LIFETIME));
        } catch (IOException none) {
            return Optional.empty(); // Where nobody has to prove anything there is no issuer; else the service says so.
        }
    }
}
