package io.millrace.replenishment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.Frequency;
import io.millrace.replenishment.Supply;
import io.millrace.replenishment.proof.Proof;
import io.millrace.replenishment.proof.ProofDiff;
import io.millrace.replenishment.simulation.SimulatedItem;
import io.millrace.replenishment.simulation.Simulation;
import io.millrace.replenishment.simulation.SimulationOptions;
import io.millrace.replenishment.simulation.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFilesTest {
    private static final PlanOptions DAILY = PlanOptions.of(Frequency.DAILY);
    private static final String COLUMNS =
            "series_id,lead_time,review,pack,min_order,max_order,unit_cost,unmet,cycle_service,fill_rate,"
                    + "holding_cost,shortage_cost\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        StringBuilder history = new StringBuilder("series_id,date,quantity,in_stock\n");
        for (int day = 0; day < 120; day++) {
            LocalDate date = LocalDate.of(2026, 1, 1).plusDays(day);
            history.append("tea,").append(date).append(',').append(day % 3).append(",1\n");
            if (day % 10 == 0) {
                history.append("pot,").append(date).append(",2,\n");
            }
        }
        put("history.csv", history.toString());
        put("stock.csv", "series_id,on_hand,arrivals\ntea,2,3;0;5\npot,0,\n");
        put("terms.csv", COLUMNS + "tea,2,1,4,,,1.5,lost,0.95,,,\npot,1,2,1,0,100,1,backorder,,,0.1,2\n");
    }

    @Test
    void shouldOrderInPacksWithAProofThatHolds() throws IOException {
        PlanFiles files = read();

        List<Proof> proofs = Planner.plan(files.histories(), files.items(), DAILY);

        assertThat(files.items().getFirst().supply()).isEqualTo(Supply.of(2, 3, 0, 5));
        assertThat(files.histories())
                .allMatch(series -> series.calendar().date(series.length()).equals(LocalDate.of(2026, 5, 1)));
        assertThat(proofs).hasSize(2).allMatch(Proof::holds);
        assertThat(PlanOutput.orders(proofs)).matches("series_id,order\ntea,\\d+\npot,\\d+\n");
        assertThat(proofs.getFirst().units() % 4).isZero();
        assertThat(PlanOutput.explanations(proofs))
                .contains("tea,1,stock,2,\"in stock; 3 due in period 1; 5 due in period 3\"")
                .contains("cover periods 3 to 3")
                .contains("tea,6,need,");
    }

    @Test
    void shouldOrderTheSameWhenPlannedAgain() throws IOException {
        PlanFiles files = read();

        String first = PlanOutput.explanations(Planner.plan(files.histories(), files.items(), DAILY));

        assertThat(PlanOutput.explanations(Planner.plan(files.histories(), files.items(), DAILY)))
                .isEqualTo(first);
    }

    @Test
    void shouldSayWhatChangedWhenThereIsMoreStock() throws IOException {
        PlanFiles files = read();
        Proof before = Planner.plan(files.histories(), files.items(), DAILY).getLast();
        put("stock.csv", "series_id,on_hand,arrivals\ntea,2,3;0;5\npot,50,\n");

        Proof after = Planner.plan(files.histories(), read().items(), DAILY).getLast();

        assertThat(before.units()).isPositive();
        assertThat(ProofDiff.between(before, after).inputs())
                .containsExactly(new ProofDiff.Change("stock", "0", "50", before.units(), 0));
        assertThat(ProofDiff.between(before, before).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            terms.csv | tea,2,1,4,,,1.5,lost,0.95,0.9,, | terms.csv line 2 has more than one target. | Fill in one
            terms.csv | tea,2,1,4,,,1.5,lost,1.2,,, | terms.csv line 2 has 1.2 for cycle_service. | Write a share below 1
            terms.csv | tea,-1,1,4,,,1.5,lost,0.9,,, | terms.csv line 2 has -1 for lead_time. | Write 0 or more.
            terms.csv | tea,2,1,4,,3,1.5,lost,0.9,,, | terms.csv line 2 allows at most 3 | Raise max_order
            terms.csv | mug,2,1,4,,,1.5,lost,0.9,,, | terms.csv line 2 is about mug, of which | Add its line there.
            terms.csv | tea,2,1,4,,,1.5,gone,0.9,,, | terms.csv line 2 has 'gone' for unmet. | Write lost or backorder.
            stock.csv | tea,2,3;x | stock.csv line 2 has 'x' in arrivals. | like 3;0;5
            stock.csv | tea,NaN, | stock.csv line 2 has 'NaN' for on_hand. | Write a number
            history.csv | tea,2026-01-01,x,1 | history.csv line 2 has 'x' for quantity. | Write a number
            history.csv | tea,2026-01-01,4,3 | history.csv has in_stock 3.0 for tea on 2026-01-01. | a fraction
            """)
    void shouldRefuseARowWithItsPlaceAndRemedy(String file, String row, String what, String remedy) throws IOException {
        String header = Files.readAllLines(folder.resolve(file)).getFirst();
        put(file, header + "\n" + row + "\n");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        PlanException.class,
                        refused -> assertThat(refused.remedy()).contains(remedy))
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history.csv", "stock.csv", "terms.csv"})
    void shouldRefuseAFolderInPlaceOfAFile(String name) throws IOException {
        Files.delete(folder.resolve(name));
        Files.createDirectory(folder.resolve(name));

        assertThatThrownBy(this::read)
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(name + " cannot be read as a file.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            terms.csv | series_id,lead_time,review,pak,fill_rate | has a column 'pak', which | Write pack if
            terms.csv | series_id,Lead Time,review,pack,fill_rate | has no column 'lead_time'; | Name the columns
            terms.csv | series_id,lead_time,review,pack,fill rate | has a column 'fill rate', which | Write fill_rate
            terms.csv | series_id,lead_time,review,pack,pack | names 'pack' twice. | Keep one
            stock.csv | series_id,on_hand,arrival | has a column 'arrival', which | Write arrivals if
            terms.csv | series_id,lead_time,review,note,fill_rate | terms.csv has no rows. | Write a line
            """)
    void shouldRefuseAFirstLineThatMeansSomethingElse(String file, String header, String what, String remedy)
            throws IOException {
        put(file, header + "\n");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        PlanException.class,
                        refused -> assertThat(refused.remedy()).contains(remedy))
                .hasMessageContaining(what);
    }

    @Test
    void shouldWarnOfItemsThatOneFileKnowsAndAnotherDoesNotAndOfStockBelowNothing() throws IOException {
        List<String> terms = Files.readAllLines(folder.resolve("terms.csv"));
        String other = terms.get(1).replaceFirst("^[^,]*", "mug");
        put("terms.csv", terms.getFirst() + "\n" + other + "\n");
        put("stock.csv", "series_id,on_hand,arrivals\nmug,-3,2\n");

        PlanFiles files = read();

        assertThat(files.warnings())
                .containsExactly(
                        "No history, and so taken to sell nothing: mug.",
                        "A history, but no terms, and so not planned: tea and 1 more.",
                        "Less than nothing in stock, which counts as nothing until somebody looks: mug.");
        assertThat(files.items().getFirst().supply().stockUnits()).isZero();
        assertThat(files.items().getFirst().supply().arrival(1)).isEqualTo(2);
    }

    @Test
    void shouldRefuseAHistoryWithoutRows() throws IOException {
        put("history.csv", "series_id,date,quantity\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("history.csv has no rows.");
    }

    @Test
    void shouldReachTheServiceAskedForWhenThePastIsPlayedAgain() throws IOException {
        PlanFiles files = read();
        PlanItem item = files.items().getFirst();
        SimulatedItem simulated =
                new SimulatedItem(files.histories().getFirst(), item.timing(), item.unmet(), item.terms(), "all");

        Tally tally = Simulation.run(List.of(simulated), item.policy(), new SimulationOptions(40, 10, 20))
                .get("total");

        assertThat(tally.periods()).isEqualTo(69);
        assertThat(tally.fillRate()).isGreaterThan(0.9);
        assertThat(tally.stockUnits() / tally.periods()).isBetween(1.0, 8.0);
    }

    private PlanFiles read() throws IOException {
        return PlanFiles.read(
                folder.resolve("history.csv"), folder.resolve("stock.csv"), folder.resolve("terms.csv"), DAILY);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
