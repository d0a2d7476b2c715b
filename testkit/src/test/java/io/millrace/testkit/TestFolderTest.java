package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.platform.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestFolderTest {
    @Test
    void shouldLeaveNothingBehindWhenNothingStartsOnIt() {
        // given
        TestFolder folder = TestFolder.create();
        List<Path> paths = new ArrayList<>();

        // when
        assertThatThrownBy(() -> folder.startOn(data -> failing(data, paths))).hasMessage("It does not start");

        // then
        assertThat(paths).singleElement().satisfies(path -> assertThat(path).doesNotExist());
    }

    private static Object failing(DataFolder data, List<Path> paths) {
        paths.add(data.folder("inside").getParent());
        throw new IllegalStateException("It does not start");
    }
}
