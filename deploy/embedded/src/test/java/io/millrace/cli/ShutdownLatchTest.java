package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShutdownLatchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final CompletableFuture<Thread> exiting = new CompletableFuture<>();
    private final ShutdownLatch latch = new ShutdownLatch(
            new Console(new PrintWriter(out, true), new PrintWriter(err, true), Appearance.PLAIN), this::exit);
    private final List<String> closed = new ArrayList<>();

    private void exit(int code) {
        exitCode.complete(code);
        exiting.complete(Thread.currentThread());
    }

    @Test
    void shouldEndFromAThreadOfItsOwnWhenAPartBreaks() {
        latch.end(1, () -> closed.add("farewell"));

        assertThat(exitCode.join()).isOne();
        assertThat(exiting.join()).isNotEqualTo(Thread.currentThread());
        assertThat(closed).containsExactly("farewell");
        assertThat(latch.isStopping()).isTrue();
    }

    @Test
    void shouldNotEndAgainWhenItIsStopping() {
        latch.stop();

        latch.end(1, () -> closed.add("farewell"));

        assertThat(exitCode).isNotDone();
        assertThat(closed).isEmpty();
    }

    @Test
    void shouldCloseAtOnceWhenEverythingElseIsClosed() {
        latch.stop();

        latch.closes("latecomer", () -> closed.add("latecomer"));

        assertThat(closed).containsExactly("latecomer");
    }

    @Test
    void shouldKeepQuietWhenWorkFailsBecauseItIsStopping() throws InterruptedException {
        latch.run(() -> {
            latch.stop();
            throw new IllegalStateException("the node is closed");
        });

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldHandOnAFailureWhenNobodyAskedForTheEnd() {
        assertThatThrownBy(() -> latch.run(() -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");
    }

    @Test
    void shouldCloseTheLastOpenedFirst() throws InterruptedException {
        latch.closes("broker", () -> closed.add("broker"));
        latch.closes("service", () -> closed.add("service"));

        latch.stop();

        latch.await();
        assertThat(closed).containsExactly("service", "broker");
        assertThat(out.toString()).matches("Stopped in 0\\.\\d s\\.\\R");
    }

    @Test
    void shouldCloseTheRestWhenOneFails() {
        latch.closes("broker", () -> closed.add("broker"));
        latch.closes("service", () -> {
            throw new IOException("disk is full");
        });

        latch.stop();

        assertThat(closed).containsExactly("broker");
        assertThat(err.toString()).isEqualTo("Warning: service did not close: disk is full\n");
        assertThat(out.toString()).contains("not cleanly");
    }

    @Test
    void shouldCloseEachOnlyOnce() {
        latch.closes("broker", () -> closed.add("broker"));

        latch.stop();
        latch.stop();

        assertThat(closed).containsExactly("broker");
    }
}
