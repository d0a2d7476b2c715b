package io.millrace.cli;

import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Effective;
import io.millrace.config.Surroundings;
import io.millrace.embedded.Node;
import io.millrace.embedded.SampleSale;
import io.millrace.embedded.SampleShop;
import io.millrace.embedded.SimulatedTills;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import io.millrace.platform.DataFolder;
import io.millrace.schemas.avro.JsonView;
import io.millrace.schemas.topics.Topics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts all of Millrace, sends one sale through it, and runs until Ctrl-C.
@Command(
        name = "demo",
        description = "Start everything on this machine, send a sample sale, and run until Ctrl-C.",
        footer = {
            "",
            "Data stays in ~/.local/state/millrace/demo, or where --data says: stop it, kill it, start it again.",
        })
final class DemoCommand implements Callable<Integer> {
    /// Enough for one machine, and a third of the files, tasks and seconds that many nodes would need.
    private static final String PARTITIONS = "4";

    private static final String DATA_FOLDER = "millrace/demo";
    private static final int TILLS_MAX = 100;
    private static final int TILLS = 3;
    private static final Duration TILLS_LIFETIME = Duration.ofDays(365);

    private final Program program;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--once", description = "Stop as soon as everything works: a check of this machine.")
    private boolean once;

    @Option(
            names = "--secure",
            description = "Let nobody in without a token: prints a link to log in with; ./millrace token makes others.")
    private boolean secure;

    @Option(
            names = "--tills",
            paramLabel = "N",
            description = "Let so many simulated tills sell a little every second, over HTTP; ${DEFAULT-VALUE} if not"
                    + " said, 0 for none.")
    private int tills = TILLS;

    DemoCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        long started = System.nanoTime();
        Console console = program.console();
        Effective effective = options.load(program.surroundings(), defaults());
        effective.warnings().forEach(console::warning);
        Configuration configuration = effective.configuration();

        ShutdownLatch latch = ShutdownLatch.install(console);
        // First of all: a folder that another Millrace uses is refused before its log or its ports are touched.
        DataFolder folder = DataFolder.open(configuration.data());
        latch.closes("the data folder", folder::close);
        Logging logging = Logging.start(configuration.log());
        latch.closes("the log", logging::close);
        latch.run(() -> run(configuration, folder, latch, started));
        return ExitCode.OK;
    }

    private void run(Configuration configuration, DataFolder folder, ShutdownLatch latch, long startedNanos) {
        Console console = program.console();
        console.heading("Millrace demo, data in " + configuration.data());
        Node node = start(configuration, folder, latch);
        node.failure().thenAccept(reason -> broken(latch, reason.getMessage()));
        if (latch.isStopping()) {
            return;
        }
        if (hasAllRoles(configuration)) {
            sampleSale(node);
        } else {
            program.console().line("  No sample sale: this node has the roles " + configuration.roles() + " only.");
        }
        if (latch.isStopping()) {
            return;
        }
        console.line("Ready in " + Console.seconds(Duration.ofNanos(System.nanoTime() - startedNanos)) + ".");
        if (once) {
            latch.end(ExitCode.OK, () -> {});
        } else {
            if (hasAllRoles(configuration)) {
                simulate(node, latch);
            }
            welcome(node, configuration);
        }
    }

    private static boolean hasAllRoles(Configuration configuration) {
        return configuration.roles().containsAll(EnumSet.allOf(io.millrace.config.Role.class));
    }

    private void simulate(Node node, ShutdownLatch latch) {
        if (tills > 0) {
            SimulatedTills simulated =
                    SimulatedTills.start(node.serviceUrl(), tillHeaders(node), Math.min(tills, TILLS_MAX));
            latch.closes("the simulated tills", simulated::close);
        }
    }

    private static Map<String, String> tillHeaders(Node node) {
        Principal tills = new Principal(
                "simulated-tills", SampleSale.TENANT, Set.of(Role.POS), Optional.empty(), Optional.empty());
        return node.token(tills, TILLS_LIFETIME)
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElseGet(Map::of);
    }

    /// Whoever stops the process while it starts waits until it has, so that nothing is left running half started.
    private Node start(Configuration configuration, DataFolder folder, ShutdownLatch latch) {
        CompletableFuture<Node> starting = new CompletableFuture<>();
        latch.closes(
                "Millrace",
                () -> starting.thenAccept(Node::close)
                        .exceptionally(failed -> null)
                        .join());
        try {
            Node node = Node.start(configuration, folder, program.console()::done);
            starting.complete(node);
            return node;
        } finally {
            starting.cancel(false);
        }
    }

    private CommandDefaults defaults() {
        Map<String, String> values = new HashMap<>();
        values.put("durability", "process");
        values.put("http.tenant.default", SampleSale.TENANT.value());
        values.put("topics.partitions", PARTITIONS);
        values.put("data", data(program.surroundings()));
        if (secure) {
            values.put("security.mode", "tokens");
        }
        return new CommandDefaults("demo", values);
    }

    /// Where the demo keeps its data if nothing else is said.
    static String data(Surroundings surroundings) {
        return surroundings.stateHome().resolve(DATA_FOLDER).toString();
    }

    private void sampleSale(Node node) {
        long started = System.nanoTime();
        node.ensure(Topics.ofTenant(SampleSale.TENANT));
        SampleShop shop = new SampleShop(node);
        SampleShop.Sold sold = Optional.of(shop)
                .filter(SampleShop::open)
                .flatMap(SampleShop::sell)
                .orElseThrow(() -> new CommandFailure(
                        "The sample sale was sent and the stock ledger did not post it.",
                        node.serviceUrl() + "/observe/health says how the ledger is, the log file says more."));
        Console console = program.console();
        console.done("Sample sale sent and posted", Duration.ofNanos(System.nanoTime() - started));
        console.line("");
        console.line("  " + sold.place().topic() + ", partition " + sold.place().partition() + ", offset "
                + sold.place().offset() + ", key " + SampleSale.LANE
                + (sold.before() == 0 ? "" : "; " + sold.before() + " records from before are still there"));
        console.line("  " + console.grey(JsonView.of(sold.sale()).toString()));
        console.line("  Now available of " + sold.position().itemId() + ": "
                + sold.position().available());
        console.line("");
    }

    private void welcome(Node node, Configuration configuration) {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("Service", node.serviceUrl() + "  (what can be asked: /api, health: /observe/health)");
        node.loginCode()
                .ifPresent(code ->
                        addresses.put("Log in", node.serviceUrl() + "/login  (once, within an hour) with " + code));
        node.addresses().forEach((name, address) -> addresses.put(name, address.toString()));
        addresses.put("Log", configuration.log().file().toString());
        program.console().line("");
        program.console().pairs(addresses);
        program.console().line("");
        program.console()
                .line("See the stock: ./millrace tail " + node.topics().prefix() + Topics.POSITIONS.name()
                        + ". Stop with Ctrl-C.");
    }

    /// A part that dies takes the rest with it: half a Millrace helps nobody.
    private void broken(ShutdownLatch latch, String reason) {
        latch.end(
                ExitCode.FAILED,
                () -> program.console()
                        .error(reason, "Millrace stops. Start it again: nothing that was acknowledged is lost."));
    }
}
