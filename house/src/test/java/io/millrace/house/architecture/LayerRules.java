package io.millrace.house.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/// Who may import whom, as rules over the classes of a root package.
///
/// A layer may be empty as long as its module has no source; [ArchitectureTest] sees to that, so the rules allow it.
record LayerRules(String root) {
    /// Imports among our own packages.
    ArchRule importsGoDown(Layer layer) {
        return classes()
                .that()
                .resideInAPackage(layer.packages(root))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage(root + "..").or(resideInAnyPackage(layer.importable(root))))
                .because("imports go down only; Layer says which floors are below " + layer.topPackage())
                .allowEmptyShould(true);
    }

    ArchRule everyClassHasALayer() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(Layer.packages(root, Layer.ALL))
                .because("a package that Layer does not name is a package without rules");
    }

    ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle can only be read, tested and changed together");
    }

    ArchRule domainKnowsTheJdkAlone() {
        return knowsOnly(
                Layer.DOMAIN,
                "the business rules outlive every library: no Kafka, no Avro, no logging",
                "java.lang..",
                "java.math..",
                "java.time..",
                "java.util..",
                "java.text..",
                "java.nio.charset..");
    }

    ArchRule replenishmentKnowsTheJdkAlone() {
        return knowsOnly(
                Layer.REPLENISHMENT, "policies are pure rules over the domain", "java..", "org.jspecify.annotations..");
    }

    ArchRule schemasKnowTheWireAlone() {
        return knowsOnly(
                Layer.SCHEMAS,
                "the contract is shared by every client, and brings each of them its libraries",
                "java..",
                "javax.crypto..",
                "javax.net..",
                "javax.security..",
                "org.apache.avro..",
                "org.apache.kafka.clients..",
                "org.apache.kafka.common..",
                "com.fasterxml.jackson..",
                "org.jspecify.annotations..",
                "org.slf4j..");
    }

    ArchRule forecastingKnowsNoWire() {
        return noClasses()
                .that()
                .resideInAPackage(Layer.FORECASTING.packages(root))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..")
                .because("models see arrays of numbers, whatever brought them")
                .allowEmptyShould(true);
    }

    ArchRule staysWhereItBelongs(Library library) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(resideOutsideOfPackages(Layer.packages(root, library.users()))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.packages().toArray(String[]::new))
                .because(library.reason())
                .allowEmptyShould(true);
    }

    Stream<ArchRule> all() {
        var named = Stream.of(
                everyClassHasALayer(),
                packagesHaveNoCycles(),
                domainKnowsTheJdkAlone(),
                replenishmentKnowsTheJdkAlone(),
                schemasKnowTheWireAlone(),
                forecastingKnowsNoWire());
        return Stream.of(
                        named,
                        Layer.ALL.stream().map(this::importsGoDown),
                        Library.CONFINED.stream().map(this::staysWhereItBelongs))
                .flatMap(rules -> rules);
    }

    private ArchRule knowsOnly(Layer layer, String reason, String... libraries) {
        return classes()
                .that()
                .resideInAPackage(layer.packages(root))
                .should()
                .onlyDependOnClassesThat(resideInAPackage(root + "..").or(resideInAnyPackage(libraries)))
                .because(reason)
                .allowEmptyShould(true);
    }
}
