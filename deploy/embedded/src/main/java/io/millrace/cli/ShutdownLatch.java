package io.millrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
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
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final IntConsumer exit;
    private boolean drained;

    /// Something to close. Closing may fail for the reasons named, and must not take longer than a user waits.
    @FunctionalInterface
    public interface Closing {
        void close() throws IOException, InterruptedException;
    }

    private record Resource(String name, Closing closing) {}

    /// @param exit ends the process with an exit code, which runs [#stop]
    ShutdownLatch(Console console, IntConsumer exit) {
        this.console = console;
        this.exit = exit;
    }

    /// A latch that listens to the process's signals. There should be one.
    public static ShutdownLatch install(Console console) {
        ShutdownLatch latch = new ShutdownLatch(console, System::exit);
        Runtime.getRuntime().addShutdownHook(new Thread(latch::stop, "millrace-shutdown"));
        Signals.listen(latch::asked);
        return latch;
    }

    private void asked() {
        if (asked.compareAndSet(false, true)) {
            end(ExitCode.OK, () -> {});
        } else {
            Runtime.getRuntime().halt(INTERRUPTED_TWICE);
        }
    }

    /// Ends the process, unless it is ending already. A thread of its own does so: the calling one may be among those
    /// that closing waits for.
    ///
    /// @param farewell runs first, if this is what ends the process
    public void end(int exitCode, Runnable farewell) {
        if (stopping.compareAndSet(false, true)) {
            Runnable ending = () -> {
                farewell.run();
                exit.accept(exitCode);
            };
            new Thread(ending, "millrace-exit").start();
        }
    }

    /// Whether the process is ending. What fails from now on fails because of that.
    public boolean isStopping() {
        return stopping.get();
    }

    /// Registers something to close; what is registered last is closed first, and what comes after all others are
    /// closed is closed at once.
    public void closes(String name, Closing closing) {
        Resource resource = new Resource(name, closing);
        if (!register(resource)) {
            close(resource);
        }
    }

    private boolean register(Resource resource) {
        synchronized (resources) {
            if (!drained) {
                resources.push(resource);
            }
            return !drained;
        }
    }

    /// Runs the command's own work and then waits for the end. Work that fails because the process is ending has
    /// nothing to report: the failure is dropped.
    public void run(Runnable work) throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException failed) { // whatever it is, it is thrown on unless somebody asked for the end
            if (!isStopping()) {
                throw failed;
            }
            LOG.debug("Given up, as the process is ending", failed);
        }
        await();
    }

    /// Waits until everything is closed. The process ends right after, so this hardly ever returns to its caller.
    public void await() throws InterruptedException {
        stopped.await();
    }

    /// Closes everything; a resource that fails doesn't keep the others from being closed.
    void stop() {
        stopping.set(true);
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
            drained = resources.isEmpty();
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
