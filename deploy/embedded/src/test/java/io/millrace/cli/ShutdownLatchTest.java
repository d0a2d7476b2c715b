package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownLatchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ShutdownLatch latch =
            new ShutdownLatch(new Console(new PrintWriter(out, true), new PrintWriter(err, true), Appearance.PLAIN));
    private final List<String> closed = new ArrayList<>();

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
