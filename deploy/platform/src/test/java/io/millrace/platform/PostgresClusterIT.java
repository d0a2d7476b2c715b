package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresClusterIT {
    @TempDir
    Path temp;

    @Test
    void shouldKeepNoPasswordWhenInitialisingFails() {
        // given: programs that are not there
        PostgresCluster cluster = new PostgresCluster(temp);
        PostgresCommand command = PostgresCommand.in(temp.resolve("nothing"));

        // when
        assertThatThrownBy(() -> cluster.create(command, new Login("administrator", "secret"), false))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("initdb failed");

        // then
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void shouldDeleteThePasswordWhenItWasLeftOver() throws IOException {
        // given: what is there after kill -9 during, and just before, initialising
        Files.writeString(temp.resolve("password.initializing"), "secret");
        Files.writeString(temp.resolve("password.initializing.draft"), "secret");

        // when
        new PostgresLeftovers(new PostgresCluster(temp)).clear();

        // then
        assertThat(temp).isEmptyDirectory();
    }
}
