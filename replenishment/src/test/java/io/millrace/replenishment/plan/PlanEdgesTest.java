package io.millrace.replenishment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Frequency;
import io.millrace.replenishment.proof.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plans of what planners' files may look like: any length of period, columns left out, limits, days without stock.
class PlanEdgesTest {
    private static final int PERIODS = 72;

    @TempDir
    private Path folder;

    /// Ten a period, as steady as can be: an order for one period brings ten, for three thirty, and little beside.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DAILY   | lead_time,review,fill_rate | 0,1,0.95 | 10 | 13
            WEEKLY  | lead_time,review,fill_rate | 0,1,0.95 | 10 | 13
            MONTHLY | lead_time,review,fill_rate | 0,1,0.95 | 10 | 13
            WEEKLY  | lead_time,review,cycle_service | 0,3,0.9 | 29 | 36
            MONTHLY | lead_time,review,unmet,holding_cost,shortage_cost | 0,1,lost,1,19 | 10 | 13
            MONTHLY | lead_time,review,unmet,holding_cost,shortage_cost | 2,1,backorder,1,19 | 30 | 39
            MONTHLY | lead_time,review,unmet,fill_rate | 2,1,backorder,0.95 | 29 | 38
            WEEKLY  | lead_time,review,pack,fill_rate | 0,1,8,0.95 | 16 | 16
            WEEKLY  | lead_time,review,min_order,fill_rate | 0,1,25,0.95 | 25 | 25
            WEEKLY  | lead_time,review,max_order,fill_rate | 0,3,12,0.95 | 12 | 12
            """)
    void shouldOrderWhatSteadySalesNeedWhateverThePeriodAndTheTerms(
            Frequency frequency, String columns, String terms, double least, double most) throws IOException {
        put("history.csv", history(frequency, "series_id,date,quantity\n", "10"));
        put("stock.csv", "series_id,on_hand\ntea,0\n");
        put("terms.csv", "series_id," + columns + "\ntea," + terms + "\n");

        Proof proof = plan(frequency).getFirst();

        assertThat(proof.holds()).isTrue();
        assertThat(proof.units()).isBetween(least, most);
    }

    @Test
    void shouldOrderMoreWhenItIsKnownThatHalfOfTheDaysHadNothingToSell() throws IOException {
        put("stock.csv", "series_id,on_hand\ntea,0\n");
        put("terms.csv", "series_id,lead_time,review,fill_rate\ntea,1,3,0.95\n");
        put("history.csv", history(Frequency.DAILY, "series_id,date,quantity\n", "10", "0"));
        double unaware = plan(Frequency.DAILY).getFirst().units();
        put("history.csv", history(Frequency.DAILY, "series_id,date,quantity,in_stock\n", "10,1", "0,0"));

        double aware = plan(Frequency.DAILY).getFirst().units();

        assertThat(aware).isGreaterThan(unaware).isBetween(29.0, 45.0);
    }

    @Test
    void shouldOrderNothingOfWhatNeverSoldOrIsThereInPlenty() throws IOException {
        put("history.csv", history(Frequency.DAILY, "series_id,date,quantity\n", "10"));
        put("stock.csv", "series_id,on_hand\ntea,500\nmug,0\n");
        put("terms.csv", "series_id,lead_time,review,fill_rate\ntea,1,3,0.95\nmug,1,3,0.95\n");

        assertThat(plan(Frequency.DAILY)).extracting(Proof::units).containsExactly(0.0, 0.0);
    }

    private List<Proof> plan(Frequency frequency) throws IOException {
        PlanOptions options = PlanOptions.of(frequency);
        PlanFiles files = PlanFiles.read(
                folder.resolve("history.csv"), folder.resolve("stock.csv"), folder.resolve("terms.csv"), options);
        return Planner.plan(files.histories(), files.items(), options);
    }

    private static String history(Frequency frequency, String header, String... inTurn) {
        StringBuilder rows = new StringBuilder(header);
        for (int period = 0; period < PERIODS; period++) {
            LocalDate date = frequency.plus(LocalDate.of(2020, 6, 1), period);
            rows.append("tea,")
                    .append(date)
                    .append(',')
                    .append(inTurn[period % inTurn.length])
                    .append('\n');
        }
        return rows.toString();
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
