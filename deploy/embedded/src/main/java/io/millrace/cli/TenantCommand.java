package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What whoever runs Millrace does to tenants, by asking the running service.
@Command(
        name = "tenant",
        description = "Make, list, limit and suspend tenants of a running Millrace: 'tenant create' makes one.")
final class TenantCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    /// The command with those below it.
    static CommandLine line(Program program) {
        return new CommandLine(new TenantCommand())
                .addSubcommand(new Create(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new TenantLimitsCommand(program))
                .addSubcommand(new Suspend(program))
                .addSubcommand(new Resume(program));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(), "What is to be done is missing: create, list, limits, suspend or resume");
    }

    static String path(String tenant) {
        if (!tenant.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new CommandFailure(
                    "'" + tenant + "' is not the id of a tenant.",
                    "Use up to 64 letters, digits, dots, dashes and underscores.");
        }
        return "/v1/tenants/" + tenant;
    }

    /// Makes a tenant ready.
    @Command(
            name = "create",
            description = {
                "Make a tenant ready: its topics, its record in the catalogue, its first administrator.",
                "What is there already stays as it is; a call that broke is simply repeated.",
            })
    static final class Create implements Callable<Integer> {
        private final Program program;

        @Mixin
        private ServiceOptions service = new ServiceOptions();

        @Parameters(paramLabel = "ID", description = "Its id, for good: it stands in keys and names of topics.")
        private String id = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What people call it.")
        private String name = "";

        @Option(
                names = "--admin",
                paramLabel = "SUBJECT",
                description = "Its first administrator, by the sub of their tokens.")
        private @Nullable String admin;

        @Option(
                names = "--admin-key",
                arity = "0..1",
                fallbackValue = "once",
                paramLabel = "once|new",
                description = "Make an API key for its administrators, and show it this once; new also revokes those"
                        + " made so before.")
        private @Nullable String adminKey;

        @Option(names = "--currency", paramLabel = "CODE", description = "What it reports in; EUR if not said.")
        private @Nullable String currency;

        @Option(names = "--time-zone", paramLabel = "ZONE", description = "What it reports in; UTC if not said.")
        private @Nullable String timeZone;

        @Option(
                names = "--kafka-principal",
                paramLabel = "PRINCIPAL",
                description = "Who writes its topics at the broker; User:<id> if not said.")
        private @Nullable String kafkaPrincipal;

        Create(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            path(id);
            ObjectNode body =
                    JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
            put(body, "admin", admin);
            put(body, "adminKey", adminKey);
            put(body, "currency", currency);
            put(body, "timeZone", timeZone);
            put(body, "kafkaPrincipal", kafkaPrincipal);
            JsonNode ready = service.ask(program, "POST", "/v1/tenants", body.toString());
            Console console = program.console();
            console.heading("Tenant " + id + ", " + ready.path("name").asText());
            Map<String, String> steps = new LinkedHashMap<>();
            for (JsonNode step : ready.path("steps")) {
                steps.put(
                        step.path("step").asText() + " " + step.path("result").asText(),
                        step.path("detail").asText());
            }
            console.pairs(steps);
            if (ready.has("key")) {
                console.line("");
                console.line("Its administrators' API key, shown this once: "
                        + ready.path("key").asText());
            }
            return ExitCode.OK;
        }

        private static void put(ObjectNode body, String field, @Nullable String value) {
            if (value != null) {
                body.put(field, value);
            }
        }
    }

    /// Lists tenants.
    @Command(name = "list", description = "List the tenants there are.")
    static final class ListAll implements Callable<Integer> {
        private final Program program;

        @Mixin
        private ServiceOptions service = new ServiceOptions();

        ListAll(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            String cursor = "";
            do {
                JsonNode page = service.ask(program, "GET", "/v1/tenants" + cursor, "");
                for (JsonNode tenant : page.path("tenants")) {
                    program.console().line(row(tenant));
                }
                cursor = page.has("next") ? "?cursor=" + page.path("next").asText() : "";
            } while (!cursor.isEmpty());
            return ExitCode.OK;
        }
    }

    static String row(JsonNode tenant) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %-10s %-30s %s",
                        tenant.path("id").asText(),
                        tenant.path("state").asText(),
                        tenant.path("name").asText(),
                        tenant.path("limits").isEmpty() ? "" : tenant.path("limits"))
                .stripTrailing();
    }

    /// What is done to one tenant by its name.
    abstract static class Turn implements Callable<Integer> {
        private final Program program;
        private final String verb;

        @Mixin
        private ServiceOptions service = new ServiceOptions();

        @Parameters(paramLabel = "ID", description = "The tenant.")
        private String id = "";

        Turn(Program program, String verb) {
            this.program = program;
            this.verb = verb;
        }

        @Override
        public Integer call() {
            program.console().line(row(service.ask(program, "POST", path(id) + "/" + verb, "")));
            return ExitCode.OK;
        }
    }

    /// Suspends a tenant.
    @Command(name = "suspend", description = "Refuse everything a tenant asks, until it is resumed.")
    static final class Suspend extends Turn {
        Suspend(Program program) {
            super(program, "suspend");
        }
    }

    /// Lets a tenant in again.
    @Command(name = "resume", description = "Let a suspended tenant in again.")
    static final class Resume extends Turn {
        Resume(Program program) {
            super(program, "resume");
        }
    }
}
