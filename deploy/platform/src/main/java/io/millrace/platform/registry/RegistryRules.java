package io.millrace.platform.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// What the registry decides on a given state. Changes nothing: the records it grants do, once they are in the log.
final class RegistryRules {
    private RegistryRules() {}

    static Registration register(RegistryState state, String subject, Candidate candidate) {
        Optional<SchemaVersion> existing = find(state, subject, candidate, false);
        if (existing.isPresent()) {
            return new Registration.Existing(existing.get());
        }
        List<String> reasons =
                Compatibility.incompatibilities(candidate.schema(), state, state.versions(subject, false));
        if (!reasons.isEmpty()) {
            return new Registration.Incompatible(reasons);
        }
        List<SchemaVersion> all = state.versions(subject, true);
        int version = all.isEmpty() ? 1 : all.getLast().version() + 1;
        Optional<Integer> known = state.idOf(candidate.identity());
        int id = known.orElseGet(() -> Math.addExact(state.highestId(), 1));
        // The same schema has one text everywhere, the one it had first.
        String text = known.map(same -> state.withId(same).getFirst().schema()).orElse(candidate.text());
        return new Registration.Granted(new SchemaVersion(subject, version, id, text, candidate.references(), false));
    }

    static Optional<SchemaVersion> find(RegistryState state, String subject, Candidate candidate, boolean withDeleted) {
        Optional<Integer> id = state.idOf(candidate.identity());
        return id.flatMap(same -> state.versions(subject, withDeleted).reversed().stream()
                .filter(version -> version.id() == same)
                .findFirst());
    }

    /// @param version empty for the latest
    static Deletion deleteVersion(RegistryState state, String subject, OptionalInt version, boolean permanent) {
        List<SchemaVersion> all = state.versions(subject, true);
        if (all.isEmpty()) {
            return new Deletion.Refused(Deletion.Reason.SUBJECT_NOT_FOUND, "");
        }
        Optional<SchemaVersion> target = version.isPresent()
                ? state.version(subject, version.getAsInt())
                : permanent ? Optional.of(all.getLast()) : state.latest(subject);
        if (target.isEmpty()) {
            return new Deletion.Refused(Deletion.Reason.VERSION_NOT_FOUND, "");
        }
        if (target.get().deleted() && !permanent) {
            return new Deletion.Refused(Deletion.Reason.VERSION_SOFT_DELETED, "");
        }
        if (!target.get().deleted() && permanent) {
            return new Deletion.Refused(Deletion.Reason.VERSION_NOT_SOFT_DELETED, "");
        }
        return delete(state, List.of(target.get()), permanent);
    }

    static Deletion deleteSubject(RegistryState state, String subject, boolean permanent) {
        List<SchemaVersion> all = state.versions(subject, true);
        List<SchemaVersion> live = state.versions(subject, false);
        if (all.isEmpty()) {
            return new Deletion.Refused(Deletion.Reason.SUBJECT_NOT_FOUND, "");
        }
        if (live.isEmpty() && !permanent) {
            return new Deletion.Refused(Deletion.Reason.SUBJECT_SOFT_DELETED, "");
        }
        if (!live.isEmpty() && permanent) {
            return new Deletion.Refused(Deletion.Reason.SUBJECT_NOT_SOFT_DELETED, "");
        }
        return delete(state, permanent ? all : live, permanent);
    }

    private static Deletion delete(RegistryState state, List<SchemaVersion> targets, boolean permanent) {
        // What is softly deleted can still be read by its id, so it needs its references until it is gone for good.
        String needing = targets.stream()
                .flatMap(target -> state.referrers(target.subject(), target.version()).stream())
                .filter(referrer -> permanent || !referrer.deleted())
                .filter(referrer -> !targets.contains(referrer))
                .map(referrer -> "version " + referrer.version() + " of subject '" + referrer.subject() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
        if (!needing.isEmpty()) {
            return new Deletion.Refused(Deletion.Reason.REFERENCED, needing);
        }
        List<LogRecord> records = new ArrayList<>();
        for (SchemaVersion target : targets) {
            records.add(
                    permanent
                            ? new LogRecord.Gone(target.subject(), target.version())
                            : new LogRecord.Put(target.asDeleted()));
        }
        if (permanent) {
            records.add(new LogRecord.HighestId(state.highestId()));
        }
        return new Deletion.Granted(targets.stream().map(SchemaVersion::version).toList(), records);
    }
}
