package io.millrace.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Every command, in the groups and order the help shows. A new command is a line here.
final class Commands {
    /// What newcomers can copy, each with what it does.
    static final Map<String, String> EXAMPLES = examples();

    private Commands() {}

    /// @param title how the help names the group
    /// @param commands objects of `@Command` classes, or lines that have commands below them
    record Group(String title, List<Object> commands) {}

    static List<Group> groups(Program program) {
        return List.of(
                new Group("Run", List.of(new DemoCommand(program))),
                new Group("Fill", List.of(importCommand(program))),
                new Group(
                        "Decide",
                        List.of(
                                new PlanCommand(program),
                                new ExplainCommand(program),
                                new SimulateCommand(program),
                                new OptimiseCommand(program))),
                new Group(
                        "Look",
                        List.of(new TailCommand(program), new ConfigCommand(program), new TokenCommand(program))),
                new Group("Look after", List.of(TenantCommand.line(program), historyCommand(program))),
                new Group(
                        "Forecast",
                        List.of(
                                new ForecastCommand(program),
                                new BacktestCommand(program),
                                new ValueAddedCommand(program),
                                new MethodsCommand(program))),
                new Group("Measure", List.of(new BenchCommand(program), new ChaosCommand(program))));
    }

    /// Whatever can be imported is a line here.
    private static CommandLine importCommand(Program program) {
        return new CommandLine(new ImportCommand())
                .addSubcommand(new ImportCatalogueCommand(program))
                .addSubcommand(new ImportLedgerCommands.History(program))
                .addSubcommand(new ImportLedgerCommands.Stock(program))
                .addSubcommand(new ImportLedgerCommands.Orders(program))
                .addSubcommand(new ImportTemplateCommand(program));
    }

    private static CommandLine historyCommand(Program program) {
        return new CommandLine(new HistoryCommand()).addSubcommand(new HistoryCommand.Reset(program));
    }

    private static Map<String, String> examples() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("millrace demo", "everything on this machine, with a sample sale");
        examples.put("millrace tail stock.positions.v1", "the stock as it changes, as JSON");
        examples.put("millrace import template --kind item", "what a table of items looks like");
        examples.put("millrace plan --help", "orders from a history, a stock and a terms file");
        examples.put("millrace config", "what holds now, and where each value comes from");
        examples.put("millrace config --set http.port=8090", "what would hold with another port");
        examples.put("millrace token --role viewer", "a token for scripts, for a demo that runs with --secure");
        examples.put(
                "millrace tenant create acme --name Acme", "a tenant of a running Millrace, made ready in one call");
        examples.put("millrace optimise problems.json", "inventory problems, solved exactly");
        examples.put("millrace methods", "the ways to forecast");
        examples.put("millrace bench --list", "which benchmarks there are");
        examples.put("millrace chaos ledger --kills 3", "whether the ledger survives being killed");
        return examples;
    }

    private static CommandLine line(Object command) {
        return command instanceof CommandLine line ? line : new CommandLine(command);
    }

    /// Adds the commands and returns their names by group, for the help.
    static Map<String, List<String>> register(CommandLine root, Program program) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Group group : groups(program)) {
            List<CommandLine> lines =
                    group.commands().stream().map(Commands::line).toList();
            lines.forEach(line -> root.addSubcommand(line.getCommandName(), line));
            names.put(
                    group.title(),
                    lines.stream().map(CommandLine::getCommandName).toList());
        }
        return names;
    }
}
