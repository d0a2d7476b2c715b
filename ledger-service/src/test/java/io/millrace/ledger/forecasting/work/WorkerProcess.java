package io.millrace.ledger.forecasting.work;

import io.millrace.ledger.forecasting.CatalogueFacts;
import io.millrace.ledger.forecasting.DemandView;
import io.millrace.ledger.forecasting.ForecastView;
import io.millrace.ledger.forecasting.OverridesView;
import io.millrace.ledger.forecasting.RunsView;
import io.millrace.schemas.registry.InMemorySchemaRegistry;
import io.millrace.schemas.registry.SchemaRegistry;
import io.millrace.schemas.topics.TopicSettings;
import io.millrace.schemas.topics.Topics;
import io.millrace.testkit.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A worker in a process of its own, to be killed: it sends all that a job makes, says so by a file, and never commits.
final class WorkerProcess {
    private WorkerProcess() {}

    /// @param sent the file that tells that a job's forecasts are sent
    static Process start(String bootstrap, String prefix, Path sent) throws IOException {
        return ChildJvm.start(WorkerProcess.class, Redirect.DISCARD, bootstrap, prefix, sent.toString());
    }

    /// The same ids in every process, since all of them ask for all schemas in this order.
    static SchemaRegistry registry() {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        Topics.shared()
                .forEach(topic ->
                        registry.register(topic.name() + "-value", topic.value().schema()));
        return registry;
    }

    /// Waits to be killed.
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Object> connection = Map.of("bootstrap.servers", arguments[0]);
        TopicSettings topics = new TopicSettings(arguments[1], 3, 1);
        SchemaRegistry registry = registry();
        CountDownLatch never = new CountDownLatch(1);
        try (DemandView demand = DemandView.start(connection, topics.prefix(), registry);
                ForecastView forecasts = ForecastView.start(connection, topics.prefix(), registry);
                RunsView runs = RunsView.start(connection, topics.prefix(), registry);
                OverridesView overrides = OverridesView.start(connection, topics.prefix(), registry);
                CatalogueFacts catalogue = CatalogueFacts.start(connection, topics.prefix(), registry);
                ForecastWorker _ = ForecastWorker.start(
                        new WorkSettings(connection, topics, "killed", ForecastScene.LOCK, 1),
                        registry,
                        new Knowledge(demand, forecasts, runs, overrides, catalogue),
                        _ -> tell(Path.of(arguments[2]), never))) {
            Thread.currentThread().join();
            throw new IllegalStateException("nobody ends it: " + runs.reach());
        }
    }

    private static void tell(Path sent, CountDownLatch never) {
        try {
            Files.createFile(sent);
            never.await();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
