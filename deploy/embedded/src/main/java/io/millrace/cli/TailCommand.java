package io.millrace.cli;

import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Effective;
import io.millrace.embedded.Connections;
import io.millrace.embedded.TopicTail;
import io.millrace.schemas.json.Suggestion;
import io.millrace.schemas.topics.Topic;
import io.millrace.schemas.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows the records of a topic as JSON, and then each new one as it comes.
@Command(
        name = "tail",
        description = "Show the records of a topic as JSON lines, and each new one as it comes.",
        footer = {"", "It asks the Millrace that runs with the same configuration, by default the one on this machine."
        })
final class TailCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            paramLabel = "TOPIC",
            description = "The topic, such as stock.positions.v1; without it, all are listed.",
            arity = "0..1")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "10",
            description = "Begin with the newest N records of each partition (${DEFAULT-VALUE}).")
    private long last;

    @Option(names = "--all", description = "Begin with the oldest record.")
    private boolean all;

    @Option(names = "--once", description = "Stop after what is there now.")
    private boolean once;

    TailCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        if (last < 0) {
            throw new ParameterException(
                    command.commandLine(),
                    "--last is " + last + " and must be 0 (only what comes from now on) or more");
        }
        Effective effective = options.load(program.surroundings(), CommandDefaults.NONE);
        effective.warnings().forEach(program.console()::warning);
        Configuration configuration = effective.configuration();
        String prefix = configuration.topics().prefix();
        if (name.isEmpty()) {
            Topics.shared().forEach(topic -> program.console().line(prefix + topic.name()));
            return ExitCode.OK;
        }
        Topic<?, ?> topic = topic(name.get(), prefix);
        try (Connections connections = Connections.open(configuration)) {
            new TopicTail(connections.kafka(), connections.registry())
                    .read(topic, all ? Long.MAX_VALUE : last, () -> !once, this::print);
        } catch (UnknownTopicOrPartitionException missing) {
            throw new CommandFailure(
                    "The topic " + name.get() + " does not exist: " + missing.getMessage(),
                    "Start Millrace with this configuration, which creates it; a tenant's topics come with its first"
                            + " use.",
                    missing);
        } catch (TimeoutException away) {
            throw new CommandFailure(
                    "The topic " + name.get() + " can't be read: " + away.getMessage(),
                    "Is Millrace running with this configuration? './millrace config' shows where it is looked for.",
                    away);
        }
        return ExitCode.OK;
    }

    private boolean print(String line) {
        program.console().line(line);
        return !program.console().isAbandoned();
    }

    private static Topic<?, ?> topic(String name, String prefix) {
        List<String> shared =
                Topics.shared().stream().map(topic -> prefix + topic.name()).toList();
        return Topics.named(name, prefix)
                .orElseThrow(() -> new CommandFailure(
                        "Millrace has no topic '" + name + "'.",
                        Suggestion.nearest(name, shared)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("'millrace tail' without a name lists them.")));
    }
}
