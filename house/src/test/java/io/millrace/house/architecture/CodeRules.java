package io.millrace.house.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What code may not do, wherever it is, as rules over the classes of a root package.
record CodeRules(String root) {
    private static final Map<String, Set<String>> CLOCKS_AND_DICE = Map.of(
            "java.lang.System",
            Set.of("currentTimeMillis", "nanoTime"),
            "java.lang.Math",
            Set.of("random"),
            Clock.class.getName(),
            Set.of("systemUTC", "systemDefaultZone", "system"),
            UUID.class.getName(),
            Set.of("randomUUID"),
            ThreadLocalRandom.class.getName(),
            Set.of("current"));

    ArchRule onlyTheCommandLinePrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(Layer.COMMAND_LINE.packages(root), Layer.BENCHMARKS.packages(root))
                .should()
                .accessTargetWhere(access("System.out, System.err, IO or printStackTrace", CodeRules::prints))
                .because("what a person reads is written in one place; everything else logs")
                .allowEmptyShould(true);
    }

    ArchRule nothingSleeps() {
        return noClasses()
                .should()
                .accessTargetWhere(access("Thread.sleep", access -> calls(access, "java.lang.Thread", "sleep")))
                .because("a sleep is a guess about time: wait for the condition itself");
    }

    ArchRule nothingUsesJavaLogging() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Layer.COMMAND_LINE.packages(root))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("SLF4J is the one way to log; only the program's start joins the two")
                .allowEmptyShould(true);
    }

    ArchRule staticFieldsAreFinal() {
        return noFields()
                .that()
                .areStatic()
                .should()
                .notBeFinal()
                .because("state belongs to an object that someone made and can close")
                .allowEmptyShould(true);
    }

    ArchRule rulesArePure() {
        return noClasses()
                .that()
                .resideInAnyPackage(Layer.DOMAIN.packages(root), Layer.REPLENISHMENT.packages(root))
                .should()
                .accessTargetWhere(access("the clock or dice", CodeRules::asksTheClockOrDice))
                .because("time, ids and seeds are arguments, so that a replay decides the same")
                .allowEmptyShould(true);
    }

    Stream<ArchRule> all() {
        return Stream.of(
                onlyTheCommandLinePrints(),
                nothingSleeps(),
                nothingUsesJavaLogging(),
                staticFieldsAreFinal(),
                rulesArePure());
    }

    private static boolean prints(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith(".printStackTrace()")
                || calls(access, "java.lang.System", "out")
                || calls(access, "java.lang.System", "err")
                || access.getTargetOwner().getFullName().equals("java.lang.IO");
    }

    private static boolean asksTheClockOrDice(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getFullName();
        var name = access.getTarget().getName();
        var clock = owner.startsWith("java.time.") && name.equals("now");
        var unseeded = owner.equals(Random.class.getName())
                && access.getTarget().getFullName().endsWith("<init>()");
        return clock
                || unseeded
                || CLOCKS_AND_DICE.getOrDefault(owner, Set.of()).contains(name);
    }

    private static boolean calls(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getFullName().equals(owner)
                && access.getTarget().getName().equals(name);
    }

    private static DescribedPredicate<JavaAccess<?>> access(String what, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }
}
