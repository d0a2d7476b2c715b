package io.millrace.testkit;

import io.millrace.platform.EmbeddedBroker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test class a real broker: one for the whole JVM, started by the first class that asks, with topic names of
/// the class's own.
///
/// Either `@ExtendWith(KafkaExtension.class)` and a parameter of type [TestKafka], or a field
/// `@RegisterExtension static final KafkaExtension kafka = new KafkaExtension()` and [#kafka()].
public final class KafkaExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(KafkaExtension.class);

    private @Nullable TestKafka kafka;

    /// The running test class's view of the broker.
    public TestKafka kafka() {
        return Objects.requireNonNull(kafka, "The broker is there from @BeforeAll on; register the extension static");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (context.getStore(NAMESPACE).get(TestKafka.class) != null) {
            return; // A nested class shares its outer class's.
        }
        SharedBroker shared = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedBroker.class, _ -> SharedBroker.start(), SharedBroker.class);
        kafka = new TestKafka(shared.broker().bootstrapServers(), IsolatedName.of(context));
        context.getStore(NAMESPACE).put(TestKafka.class, kafka);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestKafka ended = context.getStore(NAMESPACE).remove(TestKafka.class, TestKafka.class);
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestKafka.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(TestKafka.class, TestKafka.class);
    }

    private record SharedBroker(TestFolder folder, EmbeddedBroker broker) implements AutoCloseable {
        static SharedBroker start() {
            TestFolder folder = TestFolder.create();
            return folder.startOn(
                    data -> new SharedBroker(folder, EmbeddedBroker.start(data, EmbeddedBroker.Options.onAnyPorts())));
        }

        @Override
        public void close() {
            try (folder) {
                broker.close();
            }
        }
    }
}
