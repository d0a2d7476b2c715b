package io.millrace.replenishment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.Frequency;
import io.millrace.replenishment.policy.Policy;
import io.millrace.replenishment.proof.Explanation;
import io.millrace.replenishment.proof.Proof;
import io.millrace.replenishment.proof.ProofDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plans in which items reach a fill rate together.
class ServiceClassPlanTest {
    private static final PlanOptions DAILY = PlanOptions.of(Frequency.DAILY);
    private static final int DAYS = 210;
    private static final String COLUMNS = "series_id,lead_time,review,unmet,cycle_service,fill_rate,service_class\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder history = new StringBuilder("series_id,date,quantity\n");
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = LocalDate.of(2026, 1, 1).plusDays(day);
            history.append("steady,")
                    .append(date)
                    .append(',')
                    .append(8 + day % 3)
                    .append('\n');
            int rare = random.nextInt(8) == 0 ? 1 + random.nextInt(20) : 0;
            history.append("lumpy,").append(date).append(',').append(rare).append('\n');
            history.append("other,")
                    .append(date)
                    .append(',')
                    .append(random.nextInt(5))
                    .append('\n');
        }
        put("history.csv", history.toString());
        put("stock.csv", "series_id,on_hand\nsteady,0\nlumpy,0\nother,0\n");
        put("terms.csv", terms("0.95"));
    }

    private static String terms(String level) {
        return COLUMNS + "steady,2,3,lost,," + level + ",A\nlumpy,2,3,lost,," + level + ",A\nother,2,3,lost,,0.95,\n";
    }

    @Test
    void shouldGiveTheItemsOfAClassOneCriticalRatioAndFillRatesOfTheirOwn() throws IOException {
        List<Proof> proofs = plan();

        assertThat(proofs).hasSize(3).allMatch(Proof::holds);
        Policy shared = proofs.getFirst().policy();
        assertThat(shared).isInstanceOfSatisfying(Policy.Steered.class, steered -> {
            assertThat(steered.serviceClass()).isEqualTo("A");
            assertThat(steered.learned()).isEqualTo("with which the last 70 periods of 2 items were rehearsed");
        });
        assertThat(proofs.get(1).policy()).isEqualTo(shared);
        assertThat(proofs.getLast().policy()).isInstanceOf(Policy.TimePhased.class);
        assertThat(fill(proofs.get(1))).isLessThan(fill(proofs.getFirst()) - 0.005);
    }

    @Test
    void shouldSayTheTargetOfTheClassTheItemsOwnAndWhyTheyDiffer() throws IOException {
        List<Proof> proofs = plan();

        assertThat(proofs.subList(0, 2))
                .allSatisfy(proof -> assertThat(Explanation.text(proof))
                        .contains("service class A, fill rate 95.0 % together: a critical ratio of ")
                        .contains("the class's target is a fill rate of 95.0 %, this item's own is ")
                        .containsPattern("because units (beyond|up to) the \\d+ that 95.0 % would take alone"));
    }

    @Test
    void shouldPlanTheSameAgainAndNameTheChangeWhenTheClassIsAskedForMore() throws IOException {
        Proof before = plan().get(1);
        Proof again = plan().get(1);
        put("terms.csv", terms("0.99"));

        Proof after = plan().get(1);

        assertThat(again.policy()).isEqualTo(before.policy());
        assertThat(again.units()).isEqualTo(before.units());
        assertThat(after.units()).isGreaterThan(before.units());
        assertThat(ProofDiff.between(before, after).inputs())
                .singleElement()
                .satisfies(change -> assertThat(change.toString()).contains("policy", "95.0 %", "99.0 %"));
    }

    @Test
    void shouldTakeTheFillRateItselfWhenThereIsNothingToRehearse() throws IOException {
        put("history.csv", "series_id,date,quantity\nsteady,2026-01-01,3\n");

        Policy policy = plan().getFirst().policy();

        assertThat(policy).isEqualTo(Policy.Steered.of("A", 0.95));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steady,2,3,lost,0.9,,A      | line 2 is in service_class A without a fill_rate. | fill_rate that the class is to reach
            steady,2,3,lost,,,A         | line 2 has no target.                             | Fill in one
            steady,2,3,backorder,,0.9,A | line 2 is in service_class A and its customers wait. | Leave service_class empty
            lumpy,2,3,lost,,0.8,A;steady,2,3,lost,,0.9,A | line 3 asks for a fill_rate of 0.9, but service_class A is asked for 0.8 above. | the same fill_rate
            """)
    void shouldRefuseAClassThatCannotBeSteered(String rows, String what, String remedy) throws IOException {
        put("terms.csv", COLUMNS + rows.replace(';', '\n') + "\n");

        assertThatThrownBy(this::plan)
                .isInstanceOfSatisfying(
                        PlanException.class,
                        refused -> assertThat(refused.remedy()).contains(remedy))
                .hasMessageContaining(what);
    }

    private static double fill(Proof proof) {
        return proof.situation().outlook().fill().at(proof.units());
    }

    private List<Proof> plan() throws IOException {
        PlanFiles files = PlanFiles.read(
                folder.resolve("history.csv"), folder.resolve("stock.csv"), folder.resolve("terms.csv"), DAILY);
        return Planner.plan(files.histories(), files.items(), DAILY);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
