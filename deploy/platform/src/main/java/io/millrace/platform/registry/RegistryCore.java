package io.millrace.platform.registry;

import io.millrace.platform.registry.Candidate.Reading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// What the registry can do, whoever asks: reads the submission, decides on the current state, writes.
final class RegistryCore implements AutoCloseable {
    private final SchemaLog log;
    private final KnownSchemas known = new KnownSchemas();

    RegistryCore(EmbeddedRegistryOptions options) {
        this.log = new SchemaLog(options, known::heard);
    }

    <T> T query(Function<RegistryState, T> query) {
        return log.read(query);
    }

    Registration register(String subject, Submission submission) {
        return log.write(state -> {
            Registration registration =
                    switch (CandidateReader.read(state, submission.text(), submission.references())) {
                        case Reading.Valid valid -> RegistryRules.register(state, subject, valid.candidate());
                        case Reading.Invalid invalid -> new Registration.Invalid(invalid.why());
                    };
            List<LogRecord> records = switch (registration) {
                case Registration.Granted granted -> List.of(new LogRecord.Put(granted.version()));
                case Registration.Existing _, Registration.Incompatible _, Registration.Invalid _ -> List.of();
            };
            return new SchemaLog.Decision<>(registration, records);
        });
    }

    Finding find(String subject, Submission submission, boolean withDeleted) {
        return log.read(state -> {
            if (state.versions(subject, withDeleted).isEmpty()) {
                return new Finding.SubjectUnknown();
            }
            return switch (CandidateReader.read(state, submission.text(), submission.references())) {
                case Reading.Valid valid ->
                    RegistryRules.find(state, subject, valid.candidate(), withDeleted)
                            .<Finding>map(Finding.Found::new)
                            .orElseGet(Finding.SchemaUnknown::new);
                case Reading.Invalid invalid -> new Finding.Invalid(invalid.why());
            };
        });
    }

    /// With all versions of a subject; a subject without any is compatible with everything.
    Comparison compareWithAll(String subject, Submission submission) {
        return log.read(state -> compare(state, state.versions(subject, false), submission));
    }

    /// @param version empty for the latest
    Comparison compareWithOne(String subject, OptionalInt version, Submission submission) {
        return log.read(state -> {
            List<SchemaVersion> versions = state.versions(subject, false);
            if (version.isEmpty()) {
                return compare(state, versions.isEmpty() ? versions : List.of(versions.getLast()), submission);
            }
            if (versions.isEmpty()) {
                return new Comparison.SubjectUnknown();
            }
            Optional<SchemaVersion> one = versions.stream()
                    .filter(candidate -> candidate.version() == version.getAsInt())
                    .findFirst();
            return one.map(writer -> compare(state, List.of(writer), submission))
                    .orElseGet(Comparison.VersionUnknown::new);
        });
    }

    private static Comparison compare(RegistryState state, List<SchemaVersion> writers, Submission submission) {
        return switch (CandidateReader.read(state, submission.text(), submission.references())) {
            case Reading.Valid valid ->
                new Comparison.Compared(
                        Compatibility.incompatibilities(valid.candidate().schema(), state, writers));
            case Reading.Invalid invalid -> new Comparison.Invalid(invalid.why());
        };
    }

    Deletion deleteVersion(String subject, OptionalInt version, boolean permanent) {
        return delete(state -> RegistryRules.deleteVersion(state, subject, version, permanent));
    }

    Deletion deleteSubject(String subject, boolean permanent) {
        return delete(state -> RegistryRules.deleteSubject(state, subject, permanent));
    }

    private Deletion delete(Function<RegistryState, Deletion> rule) {
        return log.write(state -> {
            Deletion deletion = rule.apply(state);
            List<LogRecord> records = switch (deletion) {
                case Deletion.Granted granted -> granted.records();
                case Deletion.Refused _ -> List.of();
            };
            return new SchemaLog.Decision<>(deletion, records);
        });
    }

    /// From memory if the id was asked for before.
    Optional<KnownSchemas.Known> schemaById(int id) {
        return known.get(id).or(() -> log.read(state -> known.remember(state, id)));
    }

    @Override
    public void close() {
        log.close();
    }
}
