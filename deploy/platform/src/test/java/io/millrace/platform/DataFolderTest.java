package io.millrace.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void shouldCreateTheFolderForItsOwnerAloneWhenItDoesNotExist() throws IOException {
        // when
        try (DataFolder folder = DataFolder.open(temp.resolve("deep/data"))) {
            // then
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
            assertThat(folder.path().resolve(DataFolder.LOCK_FILE))
                    .content()
                    .startsWith(ProcessHandle.current().pid() + " since ");
        }
    }

    @Test
    void shouldRefuseASecondOwnerWhenTheFirstIsInTheSameJvm() throws IOException {
        // given
        try (DataFolder folder = DataFolder.open(temp)) {
            Path sameFolder = Files.createSymbolicLink(temp.resolve("link"), folder.path());

            // when, then
            assertThatThrownBy(() -> DataFolder.open(sameFolder))
                    .isInstanceOf(PlatformException.class)
                    .hasMessage(
                            "The data folder %s is in use by process %d (this very process). Stop it, "
                                    + "or choose another folder with --data.",
                            folder.path(), ProcessHandle.current().pid());
        }
    }

    @Test
    void shouldOpenAgainWhenTheFirstOwnerClosedIt() {
        // given
        DataFolder first = DataFolder.open(temp);
        first.close();

        // when
        try (DataFolder second = DataFolder.open(temp)) {
            first.close();

            // then
            assertThatThrownBy(() -> DataFolder.open(temp)).hasMessageContaining("is in use");
            assertThat(second.path()).isEqualTo(first.path());
        }
    }

    @Test
    void shouldOpenWhenALockFileWasLeftByAKilledProcess() throws IOException {
        // given
        Files.writeString(temp.resolve(DataFolder.LOCK_FILE), "1 since 2026-01-01T00:00:00Z\n");

        // when, then
        try (DataFolder folder = DataFolder.open(temp)) {
            assertThat(folder.path().resolve(DataFolder.LOCK_FILE)).content().doesNotContain("2026-01-01");
        }
    }

    @Test
    void shouldRefuseWithTheRemedyWhenTheLayoutIsNewer() throws IOException {
        // given
        Files.writeString(temp.resolve(DataFolder.LAYOUT_FILE), "2\n");

        // when, then
        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("was written by a newer Millrace (layout 2; this version knows up to 1)")
                .hasMessageContaining("--data");
        Files.writeString(temp.resolve(DataFolder.LAYOUT_FILE), "1\n");
        DataFolder.open(temp).close();
    }

    @Test
    void shouldRefuseWhenTheLayoutFileIsDamaged() throws IOException {
        // given
        Files.writeString(temp.resolve(DataFolder.LAYOUT_FILE), "");

        // when, then
        assertThatThrownBy(() -> DataFolder.open(temp)).hasMessageContaining("should hold the number 1 but holds \"\"");
    }

    @Test
    void shouldKeepFoldersInsideFromOthersWhoeverCreatedThem() throws IOException {
        // given
        Files.createDirectory(temp.resolve("logs"));
        Files.setPosixFilePermissions(temp.resolve("logs"), PosixFilePermissions.fromString("rwxr-xr-x"));

        // when
        try (DataFolder folder = DataFolder.open(temp)) {
            // then
            assertThat(List.of(folder.folder("logs"), folder.folder("new")))
                    .allSatisfy(
                            inside -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                                    .isEqualTo("rwx------"));
        }
    }

    @Test
    void shouldRefuseAPathWithACommaWhenKafkaWouldTakeItForTwo() throws IOException {
        // given
        Path comma = temp.resolve("shop,one");

        // when, then
        assertThatThrownBy(() -> DataFolder.open(comma.resolve("data")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("it has a comma in its path")
                .hasMessageContaining("--data");
        assertThat(comma).doesNotExist();
        Path link = Files.createSymbolicLink(temp.resolve("link"), Files.createDirectory(comma));
        assertThatThrownBy(() -> DataFolder.open(link)).hasMessageContaining("it has a comma in its path");
    }

    @Test
    void shouldRefuseWithTheRemedyWhenThereIsAFileOfThatName() throws IOException {
        // given
        Path file = Files.createFile(temp.resolve("data"));

        // when, then
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(PlatformException.class)
                .hasMessage("The data folder " + file
                        + " can't be used: there is a file of that name. Choose another folder with --data.");
    }
}
