package io.millrace.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Reads the body of a request that brings a schema.
final class Submissions {
    private Submissions() {}

    static Submission read(JsonNode body) {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") && !type.equals("null")) {
            throw HttpProblem.unsupportedSchema(
                    "Schema type '" + type + "' is not supported; this registry holds AVRO only.");
        }
        refuseDataContracts(body);
        if (!body.path("schema").isTextual() || body.path("schema").asText().isBlank()) {
            throw HttpProblem.unsupportedSchema("Empty schema: the body must hold the schema as a JSON string,"
                    + " {\"schema\": \"{\\\"type\\\": ...}\"}.");
        }
        return new Submission(body.path("schema").asText(), references(body.path("references")));
    }

    /// Registering under a given id or version is for registries that copy another one.
    static void refuseImport(JsonNode body) {
        if (body.path("id").asInt(-1) > 0 || body.path("version").asInt(-1) > 0) {
            throw new HttpProblem(
                    422,
                    42205,
                    "The registry gives ids and versions itself; leave 'id' and 'version' out (it has no IMPORT mode).");
        }
    }

    private static void refuseDataContracts(JsonNode body) {
        for (String field : List.of("metadata", "ruleSet")) {
            if (body.hasNonNull(field) && !body.path(field).isEmpty()) {
                throw HttpProblem.unsupportedSchema("'" + field
                        + "' is not supported: this registry holds schemas without data contracts. Leave it out.");
            }
        }
    }

    private static List<SchemaReference> references(JsonNode array) {
        List<SchemaReference> references = new ArrayList<>();
        for (JsonNode node : array) {
            String name = node.path("name").asText("");
            String subject = node.path("subject").asText("");
            int version = node.path("version").asInt(0);
            if (name.isEmpty() || subject.isEmpty() || (version < 1 && version != -1)) {
                throw HttpProblem.unsupportedSchema(
                        "Each reference needs a 'name', a 'subject' and a 'version' (a number from 1, or -1 for the"
                                + " latest).");
            }
            references.add(new SchemaReference(name, subject, version));
        }
        return references;
    }
}
