package io.millrace.platform.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/// Everything the log says so far. Not safe for several threads; knows neither Kafka nor HTTP.
final class RegistryState {
    private final TreeMap<String, TreeMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
    private final Map<Integer, LinkedHashSet<SubjectVersion>> usesOfId = new HashMap<>();
    private final Map<SchemaIdentity, Integer> idOfIdentity = new HashMap<>();
    private final Map<Integer, Schema> parsed = new HashMap<>();
    private int highestId;

    /// A version by its coordinates.
    record SubjectVersion(String subject, int version) {}

    /// @throws IllegalArgumentException if the record cannot be right
    void apply(LogRecord record) {
        switch (record) {
            case LogRecord.Put put -> put(put.version());
            case LogRecord.Gone gone -> remove(gone.subject(), gone.version());
            case LogRecord.HighestId highest -> highestId = Math.max(highestId, highest.id());
            case LogRecord.Skipped _ -> {}
        }
    }

    private void put(SchemaVersion version) {
        SchemaIdentity identity = SchemaIdentity.of(version.schema(), version.references());
        Integer known = idOfIdentity.get(identity);
        if ((known != null && known != version.id()) || (known == null && usesOfId.containsKey(version.id()))) {
            throw new IllegalArgumentException(
                    "id " + version.id() + " stands for two schemas, or one schema has two ids (" + known
                            + "): two registries wrote to one topic without knowing of each other");
        }
        remove(version.subject(), version.version());
        subjects.computeIfAbsent(version.subject(), name -> new TreeMap<>()).put(version.version(), version);
        usesOfId.computeIfAbsent(version.id(), id -> new LinkedHashSet<>())
                .add(new SubjectVersion(version.subject(), version.version()));
        idOfIdentity.put(identity, version.id());
        highestId = Math.max(highestId, version.id());
    }

    private void remove(String subject, int version) {
        Optional<SchemaVersion> old = version(subject, version);
        if (old.isEmpty()) {
            return;
        }
        int id = old.get().id();
        NavigableMap<Integer, SchemaVersion> versions = subjects.get(subject);
        versions.remove(version);
        if (versions.isEmpty()) {
            subjects.remove(subject);
        }
        Set<SubjectVersion> uses = usesOfId.get(id);
        uses.remove(new SubjectVersion(subject, version));
        if (uses.isEmpty()) {
            usesOfId.remove(id);
            idOfIdentity.remove(SchemaIdentity.of(old.get().schema(), old.get().references()));
            parsed.remove(id);
        }
    }

    int highestId() {
        return highestId;
    }

    Optional<Integer> idOf(SchemaIdentity identity) {
        return Optional.ofNullable(idOfIdentity.get(identity));
    }

    SortedSet<String> subjects(boolean withDeleted) {
        return subjects.entrySet().stream()
                .filter(entry ->
                        withDeleted || entry.getValue().values().stream().anyMatch(version -> !version.deleted()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Oldest first.
    List<SchemaVersion> versions(String subject, boolean withDeleted) {
        return allVersions(subject).stream()
                .filter(version -> withDeleted || !version.deleted())
                .toList();
    }

    private Collection<SchemaVersion> allVersions(String subject) {
        TreeMap<Integer, SchemaVersion> versions = subjects.get(subject);
        return versions == null ? List.of() : versions.values();
    }

    Optional<SchemaVersion> version(String subject, int version) {
        TreeMap<Integer, SchemaVersion> versions = subjects.get(subject);
        return versions == null ? Optional.empty() : Optional.ofNullable(versions.get(version));
    }

    Optional<SchemaVersion> latest(String subject) {
        List<SchemaVersion> versions = versions(subject, false);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    /// All versions that carry this id, the one that had it first in front; softly deleted ones too.
    List<SchemaVersion> withId(int id) {
        return usesOfId.getOrDefault(id, new LinkedHashSet<>()).stream()
                .map(use -> subjects.get(use.subject()).get(use.version()))
                .toList();
    }

    /// The versions that refer to this one.
    List<SchemaVersion> referrers(String subject, int version) {
        return subjects.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(candidate -> candidate.references().stream()
                        .anyMatch(to -> to.subject().equals(subject) && to.version() == version))
                .toList();
    }

    /// The Avro schema of a registered version; parsed once per id.
    Schema schemaOf(SchemaVersion version) {
        Schema known = parsed.get(version.id());
        if (known != null) {
            return known;
        }
        Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
        parseReferences(version.references(), parser);
        Schema schema = parser.parse(version.schema());
        parsed.put(version.id(), schema);
        return schema;
    }

    /// Makes the parser know the types that are referred to, deepest first; answers them.
    List<Schema> parseReferences(List<SchemaReference> references, Schema.Parser parser) {
        List<Schema> schemas = new ArrayList<>();
        parseReferences(references, parser, schemas, new HashSet<>());
        return schemas;
    }

    private void parseReferences(
            List<SchemaReference> references, Schema.Parser parser, List<Schema> schemas, Set<SubjectVersion> seen) {
        for (SchemaReference reference : references) {
            if (seen.add(new SubjectVersion(reference.subject(), reference.version()))) {
                SchemaVersion target = version(reference.subject(), reference.version())
                        .orElseThrow(() -> new IllegalStateException("version " + reference.version() + " of subject '"
                                + reference.subject() + "' is referred to, but gone"));
                parseReferences(target.references(), parser, schemas, seen);
                schemas.add(parser.parse(target.schema()));
            }
        }
    }
}
