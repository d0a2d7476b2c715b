package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.topology.catalog.rules.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs every command of the guide to master data, as it stands there, on its own tables.
class CatalogueGuideTest {
    private static final String COMMAND = "./millrace ";

    @TempDir
    private Path directory;

    @Test
    void shouldDoAsTheGuideSays() throws IOException {
        List<String> commands = Files.readAllLines(guide()).stream()
                .filter(line -> line.startsWith(COMMAND))
                .toList();
        try (Stream<Path> tables = Files.list(guide().resolveSibling("catalogue"))) {
            for (Path table : tables.toList()) {
                Files.copy(table, directory.resolve(table.getFileName()));
            }
        }

        for (String command : commands) {
            Runs.Result result =
                    Runs.run(directory, command.substring(COMMAND.length()).split(" ", -1));
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
        }

        assertThat(commands).hasSize(4);
        assertThat(directory.resolve("report.csv")).content().isEqualTo("""
                        row,id,status,reason,field,detail
                        1,milk,VALID,,,
                        2,bananas,VALID,,,
                        3,bread,VALID,,,
                        4,breakfast,VALID,,,
                        """);
    }

    @Test
    void shouldNameEveryReasonInItsOrder() throws IOException {
        List<String> named = Files.readAllLines(guide()).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\| .*"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .filter(name -> Stream.of(Reason.values())
                        .anyMatch(reason -> reason.name().equals(name)))
                .toList();

        assertThat(named)
                .containsExactlyElementsOf(
                        Stream.of(Reason.values()).map(Enum::name).toList());
    }

    @Test
    void shouldNameEveryProblemOfARowAndFailWhenOneIsWrong() throws IOException {
        Files.writeString(directory.resolve("items.csv"), """
                itemId,name,unitOfMeasure,status,codes,shelfLifeDays,colour
                milk,Milk,E A,ACTIVE,4006381333932,,
                bread,Bread,EA,active,,soon,red
                milk,Milk,EA,ACTIVE,,,
                eggs,Eggs,EA,ACTIVE,,,,too many
                """);

        Runs.Result result = Runs.run(
                directory, "import", "catalogue", "--kind", "item", "--dry-run", "--report", "report.csv", "items.csv");

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readAllLines(directory.resolve("report.csv")))
                .anyMatch(line -> line.startsWith("1,milk,REJECTED,INVALID,unitOfMeasure,"))
                .anyMatch(line -> line.startsWith("1,milk,REJECTED,INVALID,codes[0],") && line.contains("be 1"))
                .anyMatch(line -> line.startsWith("2,") && line.contains(",status,") && line.contains("ACTIVE"))
                .anyMatch(line -> line.startsWith("2,") && line.contains(",shelfLifeDays,"))
                .anyMatch(line -> line.startsWith("2,") && line.contains(",colour,") && line.contains("no such field"))
                .anyMatch(line -> line.startsWith("3,milk,REJECTED,INVALID,,row 1 is about 'milk' already"))
                .anyMatch(line -> line.startsWith("4,") && line.contains("8 cells"));
        assertThat(result.err()).contains("4 of 4 rows were rejected");
    }

    @Test
    void shouldExplainEachColumnOfATemplate() {
        Runs.Result result = Runs.run(directory, "import", "template", "--kind", "supplier-term");

        assertThat(result.out().strip())
                .startsWith("supplierId,itemId,locationId,")
                .doesNotContain("tenantId")
                .doesNotContain("version");
        assertThat(result.err())
                .contains("prices: The prices, by rising quantity. Entries parted by ';', each: fromQuantity unitPrice")
                .contains("pack: Units in one pack; orders come in whole packs. (must be given)")
                .contains("attributes.colour");
    }

    @Test
    void shouldSayWhichKindsThereAreWhenOneIsMisspelt() {
        Runs.Result result = Runs.run(directory, "import", "template", "--kind", "itme");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("did you mean item?");
    }

    private static Path guide() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("docs/guides/catalogue.md"))) {
            here = here.getParent();
        }
        return here.resolve("docs/guides/catalogue.md");
    }
}
