package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of docs/guides/spreadsheet-to-orders.md as they stand there.
class PlanCommandTest {
    private static final Path GUIDES = Path.of("../../docs/guides");

    @TempDir
    private Path directory;

    private List<String> commands = List.of();

    @BeforeEach
    void copyTheFilesOfTheGuide() throws IOException {
        for (String name : List.of("history.csv", "stock.csv", "terms.csv", "classes.csv")) {
            Files.copy(GUIDES.resolve("spreadsheet").resolve(name), directory.resolve(name));
        }
        try (Stream<String> lines = Files.lines(GUIDES.resolve("spreadsheet-to-orders.md"))) {
            commands = lines.filter(line -> line.startsWith("./millrace "))
                    .map(line -> line.substring("./millrace ".length()))
                    .toList();
        }
    }

    @Test
    void shouldWriteOrdersAndReasonsWhenTheGuideIsFollowed() throws IOException {
        Runs.Result result = run(commands.getFirst());

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        List<String> orders = Files.readAllLines(directory.resolve("orders.csv"));
        assertThat(orders).hasSize(4).first().isEqualTo("series_id,order");
        assertThat(orders.get(1)).matches("tea,(12|24)");
        assertThat(orders.get(3)).isEqualTo("honey,0");
        assertThat(Files.readString(directory.resolve("why.csv")))
                .startsWith("series_id,step,stage,units,reason\ntea,1,stock,3,\"in stock; 4 due in period 2\"\n")
                .contains("least cost")
                .containsPattern("\\d packs? of 12");
    }

    @Test
    void shouldOrderAClassTogetherWhenTheGuideIsFollowed() throws IOException {
        Runs.Result result = run(commands.getLast());

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(Files.readAllLines(directory.resolve("class-orders.csv"))).hasSize(4);
        assertThat(Files.readString(directory.resolve("class-why.csv")))
                .contains("service class A, fill rate 95.0 % together", "periods of 2 items were rehearsed")
                .contains("the class's target is a fill rate of 95.0 %, this item's own is ");
        assertThat(Files.readString(GUIDES.resolve("spreadsheet-to-orders.md")))
                .contains(Files.readString(GUIDES.resolve("spreadsheet/classes.csv")));
    }

    @Test
    void shouldExplainAnItemAndWhatChangedSince() throws IOException {
        Files.writeString(
                directory.resolve("before.csv"), "series_id,on_hand,arrivals\ntea,60,\nteapot,1,\nhoney,40,\n");

        Runs.Result result = run(explain() + " --since before.csv");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("tea: order ")
                .contains("Computed again from these inputs, the order is the same.")
                .contains("What changed since then:")
                .contains("stock: 60 → 3; the order goes from 0 to ", "arrivals: none → 4 in period 2", "need: ");
    }

    @Test
    void shouldNameWhatChangedInTermsAndForecastSinceOtherFiles() throws IOException {
        Files.writeString(
                directory.resolve("terms-before.csv"),
                Files.readString(directory.resolve("terms.csv")).replace("tea,2,1,12,", "tea,1,1,6,"));
        List<String> rows = Files.readAllLines(directory.resolve("history.csv"));
        Files.write(directory.resolve("history-before.csv"), rows.subList(0, rows.size() - 40));

        Runs.Result result = run(explain() + " --since-terms terms-before.csv --since-history history-before.csv");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("pack: 6 → 12", "orders arrive: in period 2 and next in period 3 → in period 3", "forecast");
    }

    @Test
    void shouldWriteNothingWhenARowIsWrong() throws IOException {
        Files.writeString(directory.resolve("stock.csv"), "series_id,on_hand,arrivals\ntea,many,\n");

        Runs.Result result = run(commands.getFirst());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("stock.csv line 2 has 'many' for on_hand.")
                .contains("Write a number");
        assertThat(directory.resolve("orders.csv")).doesNotExist();
        assertThat(directory.resolve("why.csv")).doesNotExist();
    }

    private String explain() {
        return commands.stream()
                .filter(command -> command.startsWith("explain "))
                .findFirst()
                .orElseThrow();
    }

    private Runs.Result run(String command) {
        return Runs.run(directory, command.split(" ", -1));
    }
}
