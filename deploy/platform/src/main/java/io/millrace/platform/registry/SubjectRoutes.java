package io.millrace.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.millrace.platform.registry.RegistryHandlers.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Subjects and their versions, and what is compatible with them.
final class SubjectRoutes {
    private final RegistryCore core;

    SubjectRoutes(RegistryCore core) {
        this.core = core;
    }

    void addTo(HttpRules rules, RegistryHandlers handlers) {
        handlers.route(rules, "/subjects").get(this::subjects).andNothingElse();
        handlers.route(rules, "/subjects/{subject}")
                .post(this::find)
                .delete(this::deleteSubject)
                .andNothingElse();
        Route versions = handlers.route(rules, "/subjects/{subject}/versions");
        versions.get(this::versions).post(this::register).andNothingElse();
        handlers.route(rules, "/subjects/{subject}/versions/{version}")
                .get(call -> Json.version(version(call)))
                .delete(this::deleteVersion)
                .andNothingElse();
        handlers.route(rules, "/subjects/{subject}/versions/{version}/schema")
                .get(call -> call.tree(version(call).schema()))
                .andNothingElse();
        handlers.route(rules, "/subjects/{subject}/versions/{version}/referencedby")
                .get(this::referrers)
                .andNothingElse();
        handlers.route(rules, "/compatibility/subjects/{subject}/versions")
                .post(this::compareWithAll)
                .andNothingElse();
        handlers.route(rules, "/compatibility/subjects/{subject}/versions/{version}")
                .post(this::compareWithOne)
                .andNothingElse();
    }

    private JsonNode subjects(RegistryCall call) {
        String prefix = call.text("subjectPrefix");
        boolean deletedOnly = call.flag("deletedOnly");
        boolean deleted = deletedOnly || call.flag("deleted");
        return core.query(state -> Json.texts(state.subjects(deleted).stream()
                .filter(subject -> subject.startsWith(prefix))
                .filter(subject ->
                        !deletedOnly || state.versions(subject, false).isEmpty())
                .toList()));
    }

    private JsonNode register(RegistryCall call) {
        String subject = call.subject();
        JsonNode body = call.body();
        Submissions.refuseImport(body);
        return switch (core.register(subject, Submissions.read(body))) {
            case Registration.Existing existing -> id(existing.version());
            case Registration.Granted granted -> id(granted.version());
            case Registration.Incompatible incompatible ->
                throw new HttpProblem(
                        409,
                        409,
                        "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                                + "\", details: " + incompatible.reasons() + " (compatibility: " + Compatibility.LEVEL
                                + ")");
            case Registration.Invalid invalid -> throw HttpProblem.invalidSchema(invalid.why());
        };
    }

    private static JsonNode id(SchemaVersion version) {
        return Json.object().put("id", version.id());
    }

    private JsonNode find(RegistryCall call) {
        String subject = call.subject();
        return switch (core.find(subject, Submissions.read(call.body()), call.flag("deleted"))) {
            case Finding.Found found -> Json.version(found.version());
            case Finding.SubjectUnknown _ -> throw HttpProblem.subjectNotFound(subject);
            case Finding.SchemaUnknown _ -> throw HttpProblem.schemaNotFound("under subject '" + subject + "'");
            case Finding.Invalid invalid -> throw HttpProblem.invalidSchema(invalid.why());
        };
    }

    private JsonNode versions(RegistryCall call) {
        String subject = call.subject();
        List<SchemaVersion> versions = core.query(state -> state.versions(subject, call.flag("deleted")));
        if (versions.isEmpty()) {
            throw HttpProblem.subjectNotFound(subject);
        }
        return Json.numbers(versions.stream().map(SchemaVersion::version).toList());
    }

    private SchemaVersion version(RegistryCall call) {
        String subject = call.subject();
        OptionalInt number = call.version();
        boolean deleted = call.flag("deleted");
        return core.query(state -> {
            List<SchemaVersion> versions = state.versions(subject, deleted);
            if (versions.isEmpty()) {
                throw HttpProblem.subjectNotFound(subject);
            }
            Optional<SchemaVersion> version = number.isEmpty()
                    ? Optional.of(versions.getLast())
                    : state.version(subject, number.getAsInt()).filter(versions::contains);
            return version.orElseThrow(() -> HttpProblem.versionNotFound(call.versionText()));
        });
    }

    private JsonNode referrers(RegistryCall call) {
        SchemaVersion version = version(call);
        return core.query(state -> Json.numbers(state.referrers(version.subject(), version.version()).stream()
                .filter(referrer -> !referrer.deleted())
                .map(SchemaVersion::id)
                .distinct()
                .toList()));
    }

    private JsonNode deleteSubject(RegistryCall call) {
        String subject = call.subject();
        return switch (core.deleteSubject(subject, call.flag("permanent"))) {
            case Deletion.Granted granted -> Json.numbers(granted.versions());
            case Deletion.Refused refused -> throw HttpProblem.of(subject, "", refused);
        };
    }

    private JsonNode deleteVersion(RegistryCall call) {
        String subject = call.subject();
        return switch (core.deleteVersion(subject, call.version(), call.flag("permanent"))) {
            case Deletion.Granted granted -> IntNode.valueOf(granted.versions().getFirst());
            case Deletion.Refused refused -> throw HttpProblem.of(subject, call.versionText(), refused);
        };
    }

    private JsonNode compareWithAll(RegistryCall call) {
        String subject = call.subject();
        return verdict(call, core.compareWithAll(subject, Submissions.read(call.body())));
    }

    private JsonNode compareWithOne(RegistryCall call) {
        String subject = call.subject();
        OptionalInt version = call.version();
        return verdict(call, core.compareWithOne(subject, version, Submissions.read(call.body())));
    }

    private static JsonNode verdict(RegistryCall call, Comparison comparison) {
        return switch (comparison) {
            case Comparison.Compared compared -> {
                ObjectNode verdict =
                        Json.object().put("is_compatible", compared.reasons().isEmpty());
                yield call.flag("verbose") ? verdict.set("messages", Json.texts(compared.reasons())) : verdict;
            }
            case Comparison.SubjectUnknown _ -> throw HttpProblem.subjectNotFound(call.subject());
            case Comparison.VersionUnknown _ -> throw HttpProblem.versionNotFound(call.versionText());
            case Comparison.Invalid invalid -> throw HttpProblem.invalidSchema(invalid.why());
        };
    }
}
