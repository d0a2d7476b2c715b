package io.millrace.house.architecture;

import static io.millrace.house.architecture.Layer.COMMAND_LINE;
import static io.millrace.house.architecture.Layer.DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules, tried on a small house of deliberately wrong classes.
class RulesBiteTest {
    private static final String ROOT = "io.millrace.house.fixture";
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages(ROOT);
    private static final LayerRules LAYERS = new LayerRules(ROOT);
    private static final CodeRules CODE = new CodeRules(ROOT);

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void shouldNameTheClassWhenItBreaksARule(ArchRule rule, String type) {
        var report = rule.evaluate(WRONG).getFailureReport();

        assertThat(report.getDetails()).anyMatch(detail -> detail.contains(ROOT + "." + type));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(LAYERS.importsGoDown(DOMAIN), "domain.ImportsSchemas"),
                arguments(LAYERS.importsGoDown(COMMAND_LINE), "cli.UsesTheTestkit"),
                arguments(LAYERS.everyClassHasALayer(), "nowhere.HasNoLayer"),
                arguments(LAYERS.packagesHaveNoCycles(), "connect.square.Square"),
                arguments(LAYERS.domainKnowsTheJdkAlone(), "domain.UsesAvro"),
                arguments(LAYERS.domainKnowsTheJdkAlone(), "domain.UsesKafka"),
                arguments(LAYERS.replenishmentKnowsTheJdkAlone(), "replenishment.UsesKafka"),
                arguments(LAYERS.schemasKnowTheWireAlone(), "schemas.UsesTheStreams"),
                arguments(LAYERS.forecastingKnowsNoWire(), "forecasting.UsesKafka"),
                arguments(confined("Kafka Streams"), "schemas.UsesTheStreams"),
                arguments(confined("SQL"), "topology.UsesTheDatabase"),
                arguments(confined("picocli"), "config.ReadsOptions"),
                arguments(CODE.onlyTheCommandLinePrints(), "topology.Prints"),
                arguments(CODE.onlyTheCommandLinePrints(), "topology.PrintsSimply"),
                arguments(CODE.onlyTheCommandLinePrints(), "topology.PrintsATrace"),
                arguments(CODE.nothingSleeps(), "topology.Sleeps"),
                arguments(CODE.nothingUsesJavaLogging(), "topology.LogsTheOldWay"),
                arguments(CODE.staticFieldsAreFinal(), "topology.Remembers"),
                arguments(CODE.rulesArePure(), "domain.AsksTheClock"),
                arguments(CODE.rulesArePure(), "domain.MillisecondsNow"),
                arguments(CODE.rulesArePure(), "domain.MakesAnId"));
    }

    @Test
    void shouldSayNothingAboutClassesThatBreakNoRule() {
        var complaints = Stream.concat(LAYERS.all(), CODE.all())
                .flatMap(rule -> rule.evaluate(WRONG).getFailureReport().getDetails().stream());

        assertThat(complaints).noneMatch(detail -> detail.contains(ROOT + ".domain.Pure"));
    }

    @Test
    void shouldLetTheCommandLinePrint() {
        var report = CODE.onlyTheCommandLinePrints().evaluate(WRONG).getFailureReport();

        assertThat(report.getDetails()).noneMatch(detail -> detail.contains(ROOT + ".cli."));
    }

    @Test
    void shouldSayWhyWhenARuleIsBroken() {
        var rules = Stream.concat(LAYERS.all(), CODE.all());

        assertThat(rules).allMatch(rule -> rule.getDescription().contains(", because "));
    }

    private static ArchRule confined(String library) {
        return Library.CONFINED.stream()
                .filter(confined -> confined.name().equals(library))
                .map(LAYERS::staysWhereItBelongs)
                .findFirst()
                .orElseThrow();
    }
}
