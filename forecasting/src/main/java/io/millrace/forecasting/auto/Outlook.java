package io.millrace.forecasting.auto;

import io.millrace.forecasting.methods.Members;
import io.millrace.forecasting.plans.PlanEffects;
import java.util.List;
import java.util.stream.Stream;

/// Who says something of the future, how far ahead, and what plans do to it.
record Outlook(Members members, Groups groups, int steps, PlanEffects effects) {
    /// How many say something: the members of the combination.
    int count() {
        return members.count() + groups.count();
    }

    List<String> names() {
        return Stream.concat(members.names().stream(), groups.names().stream()).toList();
    }
}
