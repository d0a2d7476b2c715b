package io.millrace.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import java.util.List;

/// What can be asked about the registry itself. Nothing of it can be changed.
final class SettingsRoutes {
    private final String clusterId;

    SettingsRoutes(String clusterId) {
        this.clusterId = clusterId;
    }

    void addTo(HttpRules rules, RegistryHandlers handlers) {
        handlers.route(rules, "/").get(call -> Json.object()).andNothingElse();
        for (String path : List.of("/config", "/config/{subject}")) {
            handlers.route(rules, path)
                    .get(SettingsRoutes::level)
                    .put(SettingsRoutes::setLevel)
                    .delete(SettingsRoutes::level)
                    .andNothingElse();
        }
        for (String path : List.of("/mode", "/mode/{subject}")) {
            handlers.route(rules, path)
                    .get(call -> Json.object().put("mode", "READWRITE"))
                    .put(SettingsRoutes::setMode)
                    .delete(SettingsRoutes::setMode)
                    .andNothingElse();
        }
        handlers.route(rules, "/contexts").get(call -> Json.texts(List.of("."))).andNothingElse();
        handlers.route(rules, "/v1/metadata/id").get(call -> id()).andNothingElse();
        handlers.route(rules, "/v1/metadata/version").get(call -> version()).andNothingElse();
    }

    private static JsonNode level(RegistryCall call) {
        return Json.object().put("compatibilityLevel", Compatibility.LEVEL);
    }

    private static JsonNode setLevel(RegistryCall call) {
        String level = call.body().path("compatibility").asText("");
        if (!level.equals(Compatibility.LEVEL)) {
            throw new HttpProblem(
                    422,
                    42203,
                    "The compatibility level cannot be set to '" + level + "': this registry always enforces "
                            + Compatibility.LEVEL + ", because records are kept for years and every consumer must be"
                            + " able to read all of them with the newest schema.");
        }
        return Json.object().put("compatibility", Compatibility.LEVEL);
    }

    private static JsonNode setMode(RegistryCall call) {
        throw new HttpProblem(422, 42205, "The mode of this registry is always READWRITE and cannot be changed.");
    }

    private JsonNode id() {
        ObjectNode id = Json.object().put("id", "");
        ObjectNode scope = id.putObject("scope");
        scope.putArray("path");
        scope.putObject("clusters").put("kafka-cluster", clusterId).put("schema-registry-cluster", "millrace-registry");
        return id;
    }

    private static JsonNode version() {
        String version = SettingsRoutes.class.getPackage().getImplementationVersion();
        return Json.object()
                .put("version", version == null ? "millrace" : "millrace-" + version)
                .put("commitId", "");
    }
}
