package io.millrace.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import java.util.List;
import java.util.function.Function;

/// Schemas by their id, under whatever subject.
final class SchemaRoutes {
    private final RegistryCore core;

    SchemaRoutes(RegistryCore core) {
        this.core = core;
    }

    void addTo(HttpRules rules, RegistryHandlers handlers) {
        handlers.route(rules, "/schemas").get(this::schemas).andNothingElse();
        handlers.route(rules, "/schemas/types")
                .get(call -> Json.texts(List.of("AVRO")))
                .andNothingElse();
        handlers.route(rules, "/schemas/ids/{id}").get(this::schema).andNothingElse();
        handlers.route(rules, "/schemas/ids/{id}/schema")
                .get(call -> call.tree(known(call).text()))
                .andNothingElse();
        handlers.route(rules, "/schemas/ids/{id}/subjects").get(this::subjects).andNothingElse();
        handlers.route(rules, "/schemas/ids/{id}/versions").get(this::versions).andNothingElse();
    }

    private JsonNode schemas(RegistryCall call) {
        String prefix = call.text("subjectPrefix");
        boolean deleted = call.flag("deleted");
        boolean latestOnly = call.flag("latestOnly");
        return core.query(state -> {
            ArrayNode array = Json.array();
            for (String subject : state.subjects(deleted)) {
                List<SchemaVersion> versions = state.versions(subject, deleted);
                if (subject.startsWith(prefix)) {
                    (latestOnly ? versions.subList(versions.size() - 1, versions.size()) : versions)
                            .forEach(version -> array.add(Json.version(version)));
                }
            }
            return array;
        });
    }

    private JsonNode schema(RegistryCall call) {
        KnownSchemas.Known known = known(call);
        ObjectNode object = Json.schema(Json.object(), known.text(), known.references());
        return call.flag("fetchMaxId") ? object.put("maxId", core.query(RegistryState::highestId)) : object;
    }

    private KnownSchemas.Known known(RegistryCall call) {
        int id = call.id();
        return core.schemaById(id).orElseThrow(() -> HttpProblem.schemaNotFound(String.valueOf(id)));
    }

    private JsonNode subjects(RegistryCall call) {
        return uses(
                call,
                uses -> Json.texts(
                        uses.stream().map(SchemaVersion::subject).distinct().toList()));
    }

    private JsonNode versions(RegistryCall call) {
        return uses(call, uses -> {
            ArrayNode array = Json.array();
            uses.forEach(use -> array.addObject().put("subject", use.subject()).put("version", use.version()));
            return array;
        });
    }

    private JsonNode uses(RegistryCall call, Function<List<SchemaVersion>, JsonNode> answer) {
        int id = call.id();
        boolean deleted = call.flag("deleted");
        List<SchemaVersion> all = core.query(state -> state.withId(id));
        if (all.isEmpty()) {
            throw HttpProblem.schemaNotFound(String.valueOf(id));
        }
        return answer.apply(
                all.stream().filter(use -> deleted || !use.deleted()).toList());
    }
}
