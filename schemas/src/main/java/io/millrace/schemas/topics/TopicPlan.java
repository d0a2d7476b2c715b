package io.millrace.schemas.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has to happen so that a cluster has the topics it should have: some are created, and some are wrong and only a
/// person can decide.
///
/// @param missing topics to create
/// @param faults what is wrong with topics that exist, one sentence each
record TopicPlan(Map<String, TopicLayout> missing, List<String> faults) {
    static TopicPlan of(Map<String, TopicLayout> wanted, Map<String, TopicLayout> actual) {
        Map<String, TopicLayout> missing = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        wanted.forEach((name, layout) -> {
            TopicLayout existing = actual.get(name);
            if (existing == null) {
                missing.put(name, layout);
            } else {
                layout.faultsOf(existing).forEach(fault -> faults.add("topic " + name + " " + fault));
            }
        });
        return new TopicPlan(missing, faults);
    }
}
