package io.millrace.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.registry.SchemaRegistryException.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// Reads schemas out of a registry's answers, fetching first whatever they refer to.
final class RemoteSchemas {
    private static final int REFERENCES_MAX = 1_000;

    private final Function<RegistryRequest, RegistryAnswer> registry;

    /// @param registry answers with success or throws
    RemoteSchemas(Function<RegistryRequest, RegistryAnswer> registry) {
        this.registry = registry;
    }

    Schema parse(RegistryRequest request, RegistryAnswer answer) {
        // What is registered is taken as it is: a doubtful default must not make old records unreadable.
        Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
        return parse(request, answer, parser, new HashSet<>());
    }

    private Schema parse(RegistryRequest request, RegistryAnswer answer, Schema.Parser parser, Set<String> fetched) {
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new SchemaRegistryException(
                    Reason.INVALID,
                    "the schema registry at " + answer.url() + " holds a schema of type " + type + " for "
                            + request.about() + "; only AVRO can be read");
        }
        for (JsonNode reference : answer.body().path("references")) {
            fetch(request, answer, reference, parser, fetched);
        }
        JsonNode text = answer.body().path("schema");
        if (!text.isTextual()) {
            throw RegistryErrors.unexpected(request, answer, "a 'schema'");
        }
        try {
            return parser.parse(text.asText());
        } catch (AvroRuntimeException | NullPointerException e) {
            // The latter is what Avro 1.12.2 throws if the whole schema is a name nobody defined.
            throw new SchemaRegistryException(
                    Reason.INVALID,
                    "the schema registry at " + answer.url() + " holds an Avro schema for " + request.about()
                            + " that cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private void fetch(
            RegistryRequest request,
            RegistryAnswer answer,
            JsonNode reference,
            Schema.Parser parser,
            Set<String> fetched) {
        String subject = reference.path("subject").asText("");
        int version = reference.path("version").asInt(0);
        if (subject.isEmpty() || version < 1) {
            throw RegistryErrors.unexpected(request, answer, "a subject and version in each of its references");
        }
        if (!fetched.add(subject + "@" + version)) {
            return;
        }
        if (fetched.size() > REFERENCES_MAX) {
            throw new SchemaRegistryException(
                    Reason.INVALID, "more than " + REFERENCES_MAX + " references lead on from " + request.about());
        }
        RegistryRequest next = RegistryRequest.get(
                "/subjects/" + RegistryRequest.encode(subject) + "/versions/" + version + "?deleted=true",
                "version " + version + " of subject '" + subject + "', to which " + request.about() + " refers");
        parse(next, registry.apply(next), parser, fetched);
    }
}
