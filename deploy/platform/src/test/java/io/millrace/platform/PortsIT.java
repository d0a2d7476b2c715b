package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsIT {
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNameTheOwnerAndTheRemedyWhenAPortIsTaken() throws IOException {
        // given
        try (ServerSocket other = new ServerSocket(0)) {
            PortChoice choice = new PortChoice("kafka.port", other.getLocalPort());

            // when, then
            int suggested = choice.port() + 10_000 <= 65_535 ? choice.port() + 10_000 : choice.port() - 10_000;
            assertThatThrownBy(() -> Ports.requireFree(choice))
                    .isInstanceOf(PlatformException.class)
                    .hasMessage(
                            "Port %d (kafka.port) on 127.0.0.1 is taken by process %d (java). Stop it, "
                                    + "or choose another with --set kafka.port=%d (0 picks a free one).",
                            choice.port(), ProcessHandle.current().pid(), suggested);
        }
    }

    @Test
    void shouldPassWhenThePortIsFreeOrAnyWillDo() {
        assertThatCode(() -> Ports.requireFree(new PortChoice("kafka.port", Ports.anyFree())))
                .doesNotThrowAnyException();
        assertThatCode(() -> Ports.requireFree(PortChoice.anyFree("kafka.port")))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldHoldDifferentPortsWhenAnyFreeOneIsAskedFor() throws IOException {
        try (ServerSocketChannel one = Ports.listen(PortChoice.anyFree("one"));
                ServerSocketChannel two = Ports.listen(PortChoice.anyFree("two"))) {
            assertThat(Ports.portOf(one)).isPositive().isNotEqualTo(Ports.portOf(two));
        }
    }

    @Test
    void shouldRefuseANumberThatIsNoPort() {
        assertThatThrownBy(() -> new PortChoice("kafka.port", 65_536))
                .hasMessage("kafka.port is 65536, but a port is a number from 0 (any free one) to 65535");
    }
}
