package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {
    @TempDir
    Path cache;

    @Test
    void shouldUnpackAnewWhenAnEarlierAttemptWasCutOff() throws IOException {
        // given: killed halfway, and, in the folder itself, emptied by a power cut
        Path folder = PostgresBinaries.unpacked(cache);
        Path initdb = folder.resolve("bin/initdb");
        long whole = Files.size(initdb);
        Files.write(initdb, new byte[0]);
        Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".unpacking/bin/initdb"));

        // when
        Path again = PostgresBinaries.unpacked(cache);

        // then
        assertThat(again).isEqualTo(folder);
        assertThat(initdb).hasSize(whole).isExecutable();
        assertThat(folder.resolveSibling(folder.getFileName() + ".unpacking")).doesNotExist();
    }

    @Test
    void shouldLeaveACompleteFolderAlone() throws IOException {
        // given
        Path programs = PostgresBinaries.unpacked(TestPlatform.BINARIES).resolve("bin");
        var before = Files.getLastModifiedTime(programs);

        // when
        PostgresBinaries.unpacked(TestPlatform.BINARIES);

        // then
        assertThat(Files.getLastModifiedTime(programs)).isEqualTo(before);
    }
}
