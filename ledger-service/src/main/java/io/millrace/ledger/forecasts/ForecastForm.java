package io.millrace.ledger.forecasts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.domain.SourceKey;
import io.millrace.domain.TenantId;
import io.millrace.events.demand.ExternalForecast;
import io.millrace.ledger.catalogue.CatalogueView;
import io.millrace.ledger.forecasts.StoredForecasts.Stored;
import io.millrace.ledger.http.AvroSchemas;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.schemas.avro.AvroWriter;
import io.millrace.schemas.json.JsonReader;
import io.millrace.schemas.json.JsonRecord;
import io.millrace.topology.catalog.rules.RecordKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the forecasts of one request, and judges each.
final class ForecastForm {
    private static final String NAME = "ExternalForecast";
    private static final String TO_POST = NAME + "ToPost";
    private static final List<String> OURS = List.of("tenantId", "receivedAt");
    private static final JsonReader READER = JsonReader.of(ExternalForecast.TYPE);
    private static final int SIZE_HINT = 4_096;

    private final CatalogueView catalogue;
    private final StoredForecasts stored;
    private final TenantId tenant;
    private final Instant now;
    private final Map<SourceKey, Integer> seen = new HashMap<>();

    /// What is to become of a forecast.
    sealed interface Judged {
        /// It is to be stored.
        record Fresh(SourceKey key, ExternalForecast forecast) implements Judged {}

        /// It is there already.
        record Known(SourceKey key) implements Judged {}

        record Wrong(List<InvalidField> errors) implements Judged {}
    }

    ForecastForm(CatalogueView catalogue, StoredForecasts stored, TenantId tenant, Instant now) {
        this.catalogue = catalogue;
        this.stored = stored;
        this.tenant = tenant;
        this.now = now;
    }

    /// What forecasts look like when they are sent: what the service knows is left out.
    static JsonSchema schema() {
        JsonSchema whole = AvroSchemas.of(ExternalForecast.TYPE);
        SortedMap<String, ObjectNode> components = new TreeMap<>(whole.components());
        ObjectNode fields = components.remove(NAME).deepCopy();
        ArrayNode required = fields.putArray("required");
        whole.components().get(NAME).path("required").forEach(name -> {
            if (!OURS.contains(name.asText())) {
                required.add(name);
            }
        });
        required.add("steps");
        fields.withObjectProperty("properties").remove("receivedAt");
        components.put(TO_POST, fields);
        return JsonSchema.of(fields.objectNode().put("$ref", "#/components/schemas/" + TO_POST), components);
    }

    /// Judges one forecast of the request.
    ///
    /// @param index its place in the request
    Judged judge(JsonNode sent, int index) {
        if (!(sent instanceof ObjectNode fields)) {
            return new Judged.Wrong(List.of(new InvalidField("", "it is not an object")));
        }
        List<InvalidField> errors = new ArrayList<>();
        JsonRecord record = read(complete(fields, errors));
        record.faults().forEach(fault -> errors.add(new InvalidField(fault.field(), fault.detail())));
        if (!errors.isEmpty()) {
            return new Judged.Wrong(errors);
        }
        AvroWriter encoded = new AvroWriter(SIZE_HINT);
        record.write(encoded);
        return judge(ExternalForecast.TYPE.decode(encoded.toByteArray()), index);
    }

    private ObjectNode complete(ObjectNode fields, List<InvalidField> errors) {
        ObjectNode whole = fields.deepCopy();
        JsonNode said = whole.path("tenantId");
        if (said.isTextual() && !said.asText().equals(tenant.value())) {
            errors.add(new InvalidField(
                    "tenantId", "it is '" + said.asText() + "', but the request is of '" + tenant + "'; leave it out"));
        }
        if (whole.has("receivedAt")) {
            errors.add(new InvalidField("receivedAt", "the service says when it received it; leave it out"));
        }
        return whole.put("tenantId", tenant.value()).put("receivedAt", now.toString());
    }

    private static JsonRecord read(ObjectNode fields) {
        try (JsonParser parser = fields.traverse()) {
            parser.nextToken();
            return READER.read(parser);
        } catch (IOException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }

    private Judged judge(ExternalForecast forecast, int index) {
        List<InvalidField> errors = new ArrayList<>(ForecastRules.errors(forecast, now));
        known(RecordKind.LOCATION, forecast.locationId(), "locationId", errors);
        known(RecordKind.ITEM, forecast.itemId(), "itemId", errors);
        if (!errors.isEmpty()) {
            return new Judged.Wrong(errors);
        }
        SourceKey key = SourceKey.of(tenant.value(), forecast.locationId(), forecast.itemId(), forecast.source());
        Integer before = seen.putIfAbsent(key, index);
        if (before != null) {
            return wrong("", "the request has this series of this source already, at [" + before + "]; send it once");
        }
        return newer(key, forecast);
    }

    private Judged newer(SourceKey key, ExternalForecast forecast) {
        Optional<Stored> there = stored.find(key);
        long version = there.map(Stored::version).orElse(0L);
        if (forecast.version() > version) {
            return new Judged.Fresh(key, forecast);
        }
        return forecast.version() == version
                        && there.map(Stored::runId).orElse("").equals(forecast.runId())
                ? new Judged.Known(key)
                : wrong(
                        "version",
                        "version " + version + " of run '"
                                + there.map(Stored::runId).orElse("")
                                + "' is stored; a new forecast needs a higher one");
    }

    private static Judged wrong(String field, String detail) {
        return new Judged.Wrong(List.of(new InvalidField(field, detail)));
    }

    private void known(RecordKind<?> kind, String id, String field, List<InvalidField> errors) {
        try {
            String checked = kind.equals(RecordKind.ITEM)
                    ? Sku.of(id).value()
                    : LocationId.of(id).value();
            if (!catalogue.has(kind, tenant, checked)) {
                errors.add(new InvalidField(
                        field,
                        "the catalogue has no " + kind.singular() + " '" + id + "'; put it there first, or correct"
                                + " the name"));
            }
        } catch (IllegalArgumentException malformed) {
            errors.add(new InvalidField(field, malformed.getMessage()));
        }
    }
}
