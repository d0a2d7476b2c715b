package io.millrace.testkit;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A name nobody else in this JVM has, which still tells whose it is.
final class IsolatedName {
    private static final int LONGEST = 40;
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(IsolatedName.class);

    private IsolatedName() {}

    /// Small letters, digits and underscores, starting with a letter: fit for a topic and for a database.
    static String of(ExtensionContext context) {
        String owner = context.getRequiredTestClass()
                .getSimpleName()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
        int number = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(AtomicInteger.class, _ -> new AtomicInteger(), AtomicInteger.class)
                .incrementAndGet();
        return "t" + number + "_" + owner.substring(0, Math.min(LONGEST, owner.length()));
    }
}
