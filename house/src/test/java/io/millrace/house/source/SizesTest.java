package io.millrace.house.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.house.source.Sizes.Measured;
import io.millrace.house.source.Sizes.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizesTest {
    private static final Ratchet RECORD = new Ratchet(new Size("A.java", 100), new Size("A.java#A.a", 20));

    @Test
    void shouldFindNothingLargerThanTheRecordAndTheRecordTrue() throws IOException {
        var repository = Repository.here();
        var measured = Sizes.of(repository);
        if (Boolean.getBoolean("house.update")) {
            Files.writeString(
                    repository.root().resolve(Ratchet.RECORD),
                    Ratchet.of(measured).text());
        }

        var complaints = Ratchet.parse(repository.read(Path.of(Ratchet.RECORD))).complaints(measured);

        assertThat(complaints)
                .as(
                        "sizes of sources; when that is right, `mvn verify -Dhouse.update=true` writes this to %s:%n%s",
                        Ratchet.RECORD, Ratchet.of(measured).text())
                .isEmpty();
    }

    @Test
    void shouldMeasureFilesAndMethodsWhenTheyAreNested(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("A.java"), """
                record A(int a) {
                    A {
                        check(a);
                    }

                    @Deprecated
                    void one() {
                        new Object() {
                            void two() {}
                        };
                    }

                    interface B {
                        int three();
                    }
                }
                """);

        var measured = Sizes.of(new Repository(folder));

        assertThat(measured.files()).containsExactly(new Size("A.java", 16));
        assertThat(measured.methods())
                .containsExactlyInAnyOrder(
                        new Size("A.java#A.new", 3),
                        new Size("A.java#A.one", 6),
                        new Size("A.java#A.(anonymous).two", 1),
                        new Size("A.java#A.B.three", 1));
        assertThat(measured.largestMethod()).isEqualTo(new Size("A.java#A.one", 6));
    }

    @Test
    void shouldBeContentWhenTheRecordIsTrue() {
        assertThat(RECORD.complaints(measured(100, 20))).isEmpty();
    }

    @Test
    void shouldComplainWhenAFileGrowsBeyondTheRecord() {
        assertThat(RECORD.complaints(measured(101, 20)))
                .containsExactly(
                        "File A.java has 101 lines; the largest so far has 100, by house/largest.properties. Split it.");
    }

    @Test
    void shouldComplainWhenAMethodGrowsBeyondTheRecord() {
        assertThat(RECORD.complaints(measured(100, 21)))
                .containsExactly("Method A.java#A.a has 21 lines; the largest so far has 20,"
                        + " by house/largest.properties. Split it.");
    }

    @Test
    void shouldComplainWhenSizesAreBeyondTheStopWhateverTheRecord() {
        var generous = new Ratchet(new Size("A.java", 1_000), new Size("A.java#A.a", 1_000));

        assertThat(generous.complaints(measured(401, 71)))
                .containsExactly(
                        "File A.java has 401 lines; the stop is 400. Split it.",
                        "Method A.java#A.a has 71 lines; the stop is 70. Split it.");
    }

    @Test
    void shouldAskForALowerRecordWhenTheLargestShrank() {
        assertThat(RECORD.complaints(measured(90, 20)))
                .containsExactly("The largest file now has 90 lines (A.java), but house/largest.properties still"
                        + " allows 100 (A.java). Lower it.");
    }

    @Test
    void shouldReadWhatItWrote() {
        assertThat(Ratchet.parse(RECORD.text())).isEqualTo(RECORD);
    }

    private static Measured measured(int fileLines, int methodLines) {
        return new Measured(List.of(new Size("A.java", fileLines)), List.of(new Size("A.java#A.a", methodLines)));
    }
}
