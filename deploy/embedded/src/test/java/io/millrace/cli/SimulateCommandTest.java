package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    private static final int DAYS = 240;
    private static final int ITEMS = 6;
    private static final int ASKED_CYCLE = 4;
    private static final int FILL = 5;
    private static final int PER_ITEM = 7;
    private static final int STOCK = 8;
    private static final int TURNS = 9;
    private static final int LOST = 11;
    private static final int WRITTEN_OFF = 12;
    private static final int WRITE_OFFS = 13;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeAHistoryAndTwoPolicies() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder history = new StringBuilder("series_id,date,quantity\n");
        for (int item = 0; item < ITEMS; item++) {
            for (int day = 0; day < DAYS; day++) {
                int units = random.nextInt(10) < 3 + item ? 1 + random.nextInt(5) : 0;
                history.append("item-" + item + "," + LocalDate.of(2025, 1, 1).plusDays(day) + "," + units + "\n");
            }
        }
        Files.writeString(directory.resolve("history.csv"), history);
        Files.writeString(directory.resolve("low.yaml"), "fill_rate: 0.80\nlead_time: 2\n");
        Files.writeString(directory.resolve("high.yaml"), "fill_rate: 0.98\nlead_time: 2\n");
    }

    @Test
    void shouldServeMoreFromMoreStockWhenMoreIsAsked() throws IOException {
        Runs.Result result = simulate("--policy", "low.yaml", "--policy", "high.yaml", "--out", "result.csv");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Seed: 1", "Write-offs", "80.0 %", "98.0 %");
        double[] low = total("low");
        double[] high = total("high");
        assertThat(high[FILL]).isGreaterThan(low[FILL]).isBetween(0.955, 1.0);
        assertThat(low[FILL]).isBetween(0.75, 0.90);
        assertThat(high[STOCK]).isGreaterThan(low[STOCK]);
        assertThat(high[LOST]).isLessThan(low[LOST]);
    }

    @Test
    void shouldSayTheSameWhenTheSeedIsTheSame() throws IOException {
        String[] drawn = {"--policy", "high.yaml", "--demand", "forecast", "--periods", "60", "--out", "result.csv"};

        String first = drawn(drawn, "5");
        String again = drawn(drawn, "5");
        String other = drawn(drawn, "6");

        assertThat(again).isEqualTo(first).contains(",5\n");
        assertThat(other.replace(",6\n", ",5\n")).isNotEqualTo(first);
    }

    private String drawn(String[] options, String seed) throws IOException {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--seed";
        all[options.length + 1] = seed;
        assertThat(simulate(all).exitCode()).isZero();
        return Files.readString(directory.resolve("result.csv"));
    }

    @Test
    void shouldFollowTheTermsAndExceptionsWhenTheyAreGiven() throws IOException {
        StringBuilder terms = new StringBuilder("series_id,lead_time,review,pack,unit_cost,cycle_service\n");
        for (int item = 0; item < ITEMS; item++) {
            terms.append("item-").append(item).append(",1,3,6,2.5,0.9\n");
        }
        Files.writeString(directory.resolve("terms.csv"), terms);
        Files.writeString(
                directory.resolve("own.yaml"),
                "name: <own>\nitems:\n  item-0: {policy: none}\nclasses:\n  smooth:\n    fill_rate: 0.9\n");

        Runs.Result result = simulate(
                "--policy", "own.yaml", "--terms", "terms.csv", "--out", "result.csv", "--html", "report.html");

        assertThat(result.err()).isEmpty();
        assertThat(total("<own>")[ASKED_CYCLE]).isEqualTo(0.9);
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("\"name\":\"\\u003cown>\"", "Fill rate against stock", "\"fill\":[")
                .doesNotContain(
                        "<own>",
                        "http://",
                        "https://",
                        "\"DATA\"",
                        "/*TITLE*/",
                        "/*MAIN*/",
                        "/*STYLE*/",
                        "/*PLOTS*/",
                        "/*SCRIPT*/");
    }

    @Test
    void shouldSteerAServiceClassToItsFillRate() throws IOException {
        Files.writeString(
                directory.resolve("together.yaml"),
                "fill_rate: 0.95\nservice_class: A\nlead_time: 2\nreview: 2\nitems:\n  item-5: {policy: none}\n");

        Runs.Result result = simulate("--policy", "together.yaml", "--out", "result.csv");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("service class A", "per item");
        double[] steered = row("together,service class A,");
        assertThat(steered[2]).isEqualTo(ITEMS - 1);
        assertThat(steered[PER_ITEM]).isBetween(0.92, 0.98);
        assertThat(steered[FILL + 1]).isEqualTo(0.95);
    }

    @Test
    void shouldStartFromTheStockAndWriteOffWhatExpires() throws IOException {
        StringBuilder stock = new StringBuilder("series_id,on_hand,arrivals\n");
        for (int item = 0; item < ITEMS; item++) {
            stock.append("item-").append(item).append(",500,0;3\n");
        }
        Files.writeString(directory.resolve("stock.csv"), stock);
        Files.writeString(directory.resolve("none.yaml"), "policy: none\nshelf_life: 10\nunit_cost: 2\n");

        Runs.Result result =
                simulate("--policy", "none.yaml", "--stock", "stock.csv", "--periods", "12", "--out", "result.csv");

        assertThat(result.err()).isEmpty();
        double[] total = total("none");
        assertThat(total[WRITTEN_OFF]).isGreaterThan(ITEMS * 400.0);
        assertThat(total[WRITE_OFFS]).isEqualTo(2 * total[WRITTEN_OFF]);
    }

    @Test
    void shouldNotTakeDaysOutOfStockForDaysWithoutDemand() throws IOException {
        List<String> rows = Files.readAllLines(directory.resolve("history.csv"));
        StringBuilder known = new StringBuilder(rows.getFirst()).append(",in_stock\n");
        StringBuilder unknown = new StringBuilder(rows.getFirst()).append('\n');
        for (String row : rows.subList(1, rows.size())) {
            boolean gone = row.hashCode() % 3 == 0;
            String seen = gone ? row.replaceFirst(",\\d+$", ",0") : row;
            known.append(seen).append(gone ? ",0\n" : ",1\n");
            unknown.append(seen).append('\n');
        }
        String[] policy = {"--policy", "high.yaml", "--out", "result.csv"};

        Files.writeString(directory.resolve("history.csv"), known);
        String restored = simulate(policy).out();
        double soldWhenRestored = soldInAYear();
        Files.writeString(directory.resolve("history.csv"), unknown);
        String taken = simulate(policy).out();

        assertThat(restored).containsPattern("Restored: 2\\d\\d item-periods hidden by stock-outs");
        assertThat(taken).doesNotContain("Restored");
        assertThat(soldWhenRestored).isGreaterThan(1.3 * soldInAYear());
    }

    private double soldInAYear() throws IOException {
        double[] high = total("high");
        return high[STOCK] * high[TURNS];
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fil_rate: 0.9          | wrong.yaml fil_rate: there is no key for time-phased 'fil_rate'. | Did you mean fill_rate?
            policy: time-phased    | wrong.yaml time-phased has no target.                            | or give --terms
            policy: min-max        | wrong.yaml min is not given.                                     | like 12 or 0.95
            fill_rate: 95          | wrong.yaml time-phased: A fill rate lies between 0 and 1         | docs/guides/simulate.md
            fill_rate: much        | wrong.yaml fill_rate is 'much'.                                  | like 12 or 0.95
            policy: min-min        | wrong.yaml policy: there is no policy 'min-min'.                 | Did you mean min-max?
            fill_rate: [           | wrong.yaml line 1 is not valid YAML                              | each key once
            {fill_rate: 0.9, classes: {odd: {policy: none}}}  | there is no class of demand 'odd'     | There is erratic
            {fill_rate: 0.9, items: {item-9: {policy: none}}} | an exception for 'item-9'             | Did you mean item-
            {fill_rate: 0.9, lead_time: 1.5}                  | wrong.yaml lead_time is 1.5.          | a whole number of periods
            {fill_rate: 0.9, shelf_life: 0}                   | wrong.yaml shelf_life is 0.           | from 1 to 500
            {fill_rate: 0.9, pack: 6, max_order: 3}           | max_order allows less than a pack     | Raise max_order
            {fill_rate: 0.9, unmet: gone}                     | wrong.yaml unmet is 'gone'.           | lost or backorder
            {cycle_service: 0.9, service_class: A}            | service_class stands without a fill_rate | Write both
            {fill_rate: 0.9, service_class: ""}               | service_class stands without a name   | Write both
            {fill_rate: 0.9, service_class: A, unmet: backorder} | where customers of item-0 wait     | Leave service_class out
            {fill_rate: 0.9, service_class: A, items: {item-1: {fill_rate: 0.8, service_class: A}}} | to a fill rate of 0.9 and of 0.8 | the same fill_rate
            {fill_rate: 0.9, cycle_service: 0.9}              | has more than one target              | Keep one of
            """)
    void shouldRefuseAPolicyThatCannotBeRightAndWriteNothing(String policy, String what, String remedy)
            throws IOException {
        Files.writeString(directory.resolve("wrong.yaml"), policy + "\n");

        Runs.Result result = simulate(
                "--policy", "low.yaml", "--policy", "wrong.yaml", "--out", "result.csv", "--html", "report.html");

        assertRefused(result, what, remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --demand both          | There is no demand 'both'.                    | Use history or forecast.
            --periods 0            | --periods is 0, and the longest history has   | Play 1 to 238
            --periods 239          | --periods is 239                              | leaves 2 to learn from
            --frequency Q          | There is no frequency 'Q'.                    | D for days
            --gaps odd             | There is no meaning of gaps 'odd'.            | zero or missing
            --seed many            | Invalid value for option '--seed'             | --help
            --policy low.yaml      | Two policies are named 'low'.                 | its own 'name:'
            --policy none.yaml     | There is no file none.yaml.                   | Check --policy.
            --terms none.csv       | none.csv.                                     | Check the path.
            --terms short.csv      | short.csv has no line for item-1              | leave the file out
            --stock short.csv      | has no column 'on_hand'                       | in the first line
            --html none/page.html  | There is no folder                            | Create it first.
            --html history.csv     | history.csv is to be written and is given     | a file of its own
            --html result.csv      | result.csv is to be written and is given      | a file of its own
            """)
    void shouldRefuseOptionsThatCannotBeRightAndWriteNothing(String option, String what, String remedy)
            throws IOException {
        Files.writeString(directory.resolve("short.csv"), "series_id,lead_time,review,fill_rate\nitem-0,1,1,0.9\n");
        String history = Files.readString(directory.resolve("history.csv"));
        String[] words = option.split(" ", -1);

        Runs.Result result = simulate("--policy", "low.yaml", "--out", "result.csv", words[0], words[1]);

        assertRefused(result, what, remedy);
        assertThat(directory.resolve("history.csv")).content().isEqualTo(history);
    }

    @Test
    void shouldRefuseARowOfTheHistoryThatCannotBeRight() throws IOException {
        Files.writeString(directory.resolve("history.csv"), "series_id,date,quantity\nitem-0,yesterday,3\n");

        Runs.Result result = simulate("--policy", "low.yaml", "--out", "result.csv");

        assertRefused(result, "history.csv line 2", "");
    }

    private void assertRefused(Runs.Result result, String what, String remedy) {
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(what, remedy).doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
        assertThat(directory.resolve("result.csv")).doesNotExist();
        assertThat(directory.resolve("report.html")).doesNotExist();
    }

    private double[] total(String policy) throws IOException {
        return row(policy + ",total,");
    }

    private double[] row(String start) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("result.csv"));
        String line =
                lines.stream().filter(one -> one.startsWith(start)).findFirst().orElseThrow();
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(field -> field.matches("[0-9.]+") ? Double.parseDouble(field) : Double.NaN)
                .toArray();
    }

    private Runs.Result simulate(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "simulate";
        all[1] = "--history";
        all[2] = "history.csv";
        System.arraycopy(options, 0, all, 3, options.length);
        return Runs.run(directory, all);
    }
}
