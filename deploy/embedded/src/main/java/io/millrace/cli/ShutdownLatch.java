package io.millrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets a command run until Ctrl-C (or SIGTERM, or the closing of its terminal), then closes what it opened, the last
/// first, and ends the process with exit code 0.
///
/// The closing happens in a shutdown hook, so it also happens when anything else ends the process. A second Ctrl-C ends
/// it at once, with 130.
public final class ShutdownLatch {
    private static final Logger LOG = LoggerFactory.getLogger(ShutdownLatch.class);
    private static final int INTERRUPTED_TWICE = 130;

    private final Console console;
    private final Deque<Resource> resources = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean asked = new AtomicBoolean();

    /// Something to close. Closing may fail for the reasons named, and must not take longer than a user waits.
    @FunctionalInterface
    public interface Closing {
        void close() throws IOException, InterruptedException;
    }

    private record Resource(String name, Closing closing) {}

    ShutdownLatch(Console console) {
        this.console = console;
    }

    /// A latch that listens to the process's signals. There should be one.
    public static ShutdownLatch install(Console console) {
        ShutdownLatch latch = new ShutdownLatch(console);
        Runtime.getRuntime().addShutdownHook(new Thread(latch::stop, "millrace-shutdown"));
        Signals.listen(latch::asked);
        return latch;
    }

    private void asked() {
        if (asked.compareAndSet(false, true)) {
            new Thread(() -> System.exit(ExitCode.OK), "millrace-exit").start();
        } else {
            Runtime.getRuntime().halt(INTERRUPTED_TWICE);
        }
    }

    /// Registers something to close; what is registered last is closed first.
    public void closes(String name, Closing closing) {
        synchronized (resources) {
            resources.push(new Resource(name, closing));
        }
    }

    /// Waits until everything is closed. The process ends right after, so this hardly ever returns to its caller.
    public void await() throws InterruptedException {
        stopped.await();
    }

    /// Closes everything; a resource that fails doesn't keep the others from being closed.
    void stop() {
        long startedNanos = System.nanoTime();
        boolean clean = true;
        for (Resource next = pop(); next != null; next = pop()) {
            clean &= close(next);
        }
        String took = Console.seconds(Duration.ofNanos(System.nanoTime() - startedNanos));
        console.line(clean ? "Stopped in " + took + "." : "Stopped in " + took + ", not cleanly; the log says why.");
        stopped.countDown();
    }

    private @Nullable Resource pop() {
        synchronized (resources) {
            return resources.poll();
        }
    }

    private boolean close(Resource resource) {
        try {
            resource.closing().close();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | RuntimeException trouble) { // the others must be closed whatever happens to this one
            LOG.error("Closing {} failed", resource.name(), trouble);
            console.warning(resource.name() + " did not close: " + trouble.getMessage());
            return false;
        }
    }
}
