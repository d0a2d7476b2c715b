package io.millrace.replenishment.proof;

import io.millrace.replenishment.order.Line;
import io.millrace.replenishment.order.Step;
import io.millrace.replenishment.policy.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What changed between two evaluations of an item: every input, with what its change alone did to the order after
/// those before it, and every step of the line.
///
/// @param inputs the changes of stock, arrivals, forecast, timing, policy and terms, in that sequence
/// @param steps the steps that are new, gone or different
public record ProofDiff(List<Change> inputs, List<StepChange> steps) {
    public ProofDiff {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
    }

    /// An input that changed.
    ///
    /// @param from what it was
    /// @param unitsBefore the order before this change
    /// @param unitsAfter the order after it
    public record Change(String what, String from, String to, double unitsBefore, double unitsAfter) {
        @Override
        public String toString() {
            String effect = unitsBefore == unitsAfter
                    ? "the order stays " + Numbers.shown(unitsAfter)
                    : "the order goes from " + Numbers.shown(unitsBefore) + " to " + Numbers.shown(unitsAfter);
            return what + ": " + from + " → " + to + "; " + effect;
        }
    }

    /// A step of the line that changed; empty where there was or is none.
    public record StepChange(String stage, String before, String after) {
        @Override
        public String toString() {
            return before.isEmpty()
                    ? stage + ", new: " + after
                    : stage + (after.isEmpty() ? ", gone: " + before : ": " + before + " → " + after);
        }
    }

    /// The changes from one proof to a later one.
    public static ProofDiff between(Proof before, Proof after) {
        return new ProofDiff(new InputChanges(before, after).found(), steps(before.line(), after.line()));
    }

    public boolean isEmpty() {
        return inputs.isEmpty() && steps.isEmpty();
    }

    /// For a person to read, a line each.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        inputs.forEach(change -> lines.add(change.toString()));
        if (!steps.isEmpty()) {
            lines.add("Steps of the line:");
            steps.forEach(step -> lines.add("  " + step));
        }
        return lines;
    }

    private static List<StepChange> steps(Line before, Line after) {
        Map<String, String> old = byStage(before);
        Map<String, String> now = byStage(after);
        Set<String> stages = new LinkedHashSet<>();
        // In the sequence steps are taken in, whichever line has them.
        Stream.of(Step.Stage.values()).map(ProofDiff::word).forEach(stages::add);
        stages.addAll(old.keySet());
        stages.addAll(now.keySet());
        return stages.stream()
                .filter(stage -> !old.getOrDefault(stage, "").equals(now.getOrDefault(stage, "")))
                .map(stage -> new StepChange(stage, old.getOrDefault(stage, ""), now.getOrDefault(stage, "")))
                .toList();
    }

    /// A stage that is passed more than once tells all of it.
    private static Map<String, String> byStage(Line line) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Step step : line.steps()) {
            texts.merge(
                    word(step.stage()),
                    Double.isNaN(step.units())
                            ? step.reason()
                            : Numbers.shown(step.units()) + " (" + step.reason() + ")",
                    (one, next) -> one + ", then " + next);
        }
        line.conflict().ifPresent(conflict -> texts.put("conflict", conflict));
        return texts;
    }

    private static String word(Step.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
