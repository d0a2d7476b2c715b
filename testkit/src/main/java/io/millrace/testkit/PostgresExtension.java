package io.millrace.testkit;

import io.millrace.platform.EmbeddedPostgres;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test class an empty PostgreSQL database of its own, on one server for the whole JVM, started by the first
/// class that asks. The database is dropped after the class.
///
/// Either `@ExtendWith(PostgresExtension.class)` and a parameter of type [TestDatabase], or a field
/// `@RegisterExtension static final PostgresExtension postgres = new PostgresExtension()` and [#database()].
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    private @Nullable TestDatabase database;

    /// The running test class's database.
    public TestDatabase database() {
        return Objects.requireNonNull(
                database, "The database is there from @BeforeAll on; register the extension static");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (context.getStore(NAMESPACE).get(TestDatabase.class) != null) {
            return; // A nested class shares its outer class's.
        }
        SharedServer shared = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedServer.class, _ -> SharedServer.start(), SharedServer.class);
        database = TestDatabase.create(shared.postgres(), IsolatedName.of(context));
        context.getStore(NAMESPACE).put(TestDatabase.class, database);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestDatabase ended = context.getStore(NAMESPACE).remove(TestDatabase.class, TestDatabase.class);
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(TestDatabase.class, TestDatabase.class);
    }

    private record SharedServer(TestFolder folder, EmbeddedPostgres postgres) implements AutoCloseable {
        static SharedServer start() {
            TestFolder folder = TestFolder.create();
            EmbeddedPostgres.Options options = EmbeddedPostgres.Options.onAnyPort()
                    .withBinariesCache(TestFolder.cache())
                    .withoutFlushing();
            return folder.startOn(data -> new SharedServer(folder, EmbeddedPostgres.start(data, options)));
        }

        @Override
        public void close() {
            try (folder) {
                postgres.close();
            }
        }
    }
}
