package io.millrace.house.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The rules, held against everything that is built.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ROOT = "io.millrace";

    private JavaClasses product;

    @BeforeAll
    void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                // Records that Avro's own compiler generates, as the other side of a benchmark.
                .withImportOption(location -> !location.contains("/benchmarks/peer/"))
                .importPackages(ROOT);
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepTheLayers() {
        return new LayerRules(ROOT).all().map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(product)));
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepTheRulesOfCode() {
        return new CodeRules(ROOT).all().map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(product)));
    }

    /// Without this a module that `house/pom.xml` forgot would pass every rule unseen.
    @Test
    void shouldSeeTheClassesOfEveryLayerThatHasSources() {
        assertThat(Layer.ALL)
                .filteredOn(ArchitectureTest::hasSources)
                .isNotEmpty()
                .allSatisfy(layer -> assertThat(product)
                        .as(
                                "%s has sources in %s/, so house/pom.xml needs its module",
                                layer.topPackage(), layer.module())
                        .anyMatch(type ->
                                (type.getPackageName() + ".").startsWith(ROOT + "." + layer.topPackage() + ".")));
    }

    private static boolean hasSources(Layer layer) {
        var folder = Path.of("..", layer.module(), "src/main/java/io/millrace", layer.topPackage());
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }
}
