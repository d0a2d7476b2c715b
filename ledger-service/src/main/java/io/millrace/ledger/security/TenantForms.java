package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.ObjectSchema;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What is said about tenants in requests and answers.
final class TenantForms {
    static final Tag TAG = new Tag("Tenants", "The tenants of this installation, for whoever runs it.");

    private static final int NAME_MAX = 200;
    private static final int PRINCIPAL_MAX = 500;
    private static final List<String> FIELDS =
            List.of("id", "name", "limits", "admin", "adminKey", "currency", "timeZone", "kafkaPrincipal");
    private static final String CURRENCY = "EUR";
    private static final String TIME_ZONE = "UTC";
    private static final List<String> KEYS = Stream.of(TenantPlan.AdminKey.values())
            .map(key -> key.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final JsonSchema LIMITS = limitFields(JsonSchema.object()).named("TenantLimits");
    static final JsonSchema LIMITS_CHANGE = limitFields(JsonSchema.object()
                    .with(
                            "version",
                            JsonSchema.wholeNumber(0, Integer.MAX_VALUE - 1),
                            "Which version of the tenant is changed"))
            .closed()
            .named("TenantLimitsChange");
    static final JsonSchema PLAN = JsonSchema.object()
            .with("id", ValueType.IDENTIFIER, "Its id, for good: it stands in keys and names of topics")
            .with("name", JsonSchema.text(), "What people call it")
            .optional("limits", LIMITS, "How much it may ask; as the configuration says if left out")
            .optional("admin", JsonSchema.matching(MemberEndpoints.SUBJECT_FORM), "Its first administrator: their sub")
            .optional(
                    "adminKey",
                    JsonSchema.oneOf(KEYS),
                    "An API key for its administrators, shown in this answer only. once: unless one was made before;"
                            + " new: and those made before are revoked; none if left out")
            .optional("currency", JsonSchema.text(), "ISO 4217 code it reports in; EUR if left out")
            .optional("timeZone", JsonSchema.text(), "The IANA time zone it reports in; UTC if left out")
            .optional("kafkaPrincipal", JsonSchema.text(), "Who writes its topics at the broker; User:<id> if left out")
            .closed()
            .named("TenantPlan");
    static final JsonSchema TENANT = tenantFields(JsonSchema.object()).named("TenantState");
    static final JsonSchema PAGE = JsonSchema.object()
            .with("tenants", JsonSchema.arrayOf(TENANT), "The tenants, by their ids")
            .optional("next", JsonSchema.text(), "Where the next page begins, as its cursor; absent at the end")
            .named("TenantPage");
    private static final JsonSchema STEP = JsonSchema.object()
            .with("step", JsonSchema.text(), "What was to be done")
            .with(
                    "result",
                    JsonSchema.oneOf(Stream.of(Step.Result.values())
                            .map(Step.Result::word)
                            .toList()),
                    "done: now; there: it was already; left-out: not asked for, or not possible here")
            .with("detail", JsonSchema.text(), "What it is about")
            .named("TenantStep");
    static final JsonSchema READY = tenantFields(JsonSchema.object())
            .with("steps", JsonSchema.arrayOf(STEP), "What was done, in its order")
            .optional("key", JsonSchema.text(), "The administrators' API key: shown this once and kept nowhere")
            .named("TenantReady");

    private TenantForms() {}

    private static ObjectSchema limitFields(ObjectSchema schema) {
        return schema.optional(
                        TenantLimits.REQUESTS,
                        JsonSchema.wholeNumber(1, TenantLimits.RATE_MAX),
                        "Requests of all its keys and users, per node and second")
                .optional(
                        TenantLimits.CALLER_REQUESTS,
                        JsonSchema.wholeNumber(1, TenantLimits.RATE_MAX),
                        "Requests of one key or user, per node and second")
                .optional(
                        TenantLimits.BODY_BYTES,
                        JsonSchema.wholeNumber(TenantLimits.BODY_BYTES_MIN, TenantLimits.BODY_BYTES_MAX),
                        "How large a body may be, where the endpoint would take more; not lines without end")
                .optional(
                        TenantLimits.AUDIT_MONTHS,
                        JsonSchema.wholeNumber(1, TenantLimits.AUDIT_MONTHS_MAX),
                        "For how many months its audit is kept");
    }

    private static ObjectSchema tenantFields(ObjectSchema schema) {
        return schema.with("id", JsonSchema.text(), "Its id")
                .with("name", JsonSchema.text(), "What people call it")
                .with(
                        "state",
                        JsonSchema.oneOf(Stream.of(Tenant.State.values())
                                .map(Tenant.State::word)
                                .toList()),
                        "Whether it may be used")
                .with("limits", LIMITS, "Its own limits; others are as the configuration says")
                .with("version", JsonSchema.wholeNumber(), "Counts the changes")
                .with("createdBy", JsonSchema.text(), "Who made it")
                .with("createdAt", JsonSchema.time(), "When that was")
                .with("changedBy", JsonSchema.text(), "Who changed it last")
                .with("changedAt", JsonSchema.time(), "When that was");
    }

    /// What a request wants.
    ///
    /// @throws io.millrace.ledger.http.ProblemException naming everything that is wrong with it
    static TenantPlan plan(Request request) {
        BodyReader body = BodyReader.of(request, FIELDS);
        Optional<TenantId> id = body.find("id", Provisioning::id);
        if (id.isEmpty()) {
            body.error("id", "it must be the id of a tenant: letters, digits, dots, dashes and underscores");
        }
        String name = body.text("name", NAME_MAX);
        TenantLimits limits =
                body.has("limits") ? limits(body.within("limits", TenantLimits.NAMES)) : TenantLimits.NONE;
        Optional<String> admin = body.find("admin", MemberEndpoints::subject);
        Optional<TenantPlan.AdminKey> key = body.find(
                "adminKey",
                word -> TenantPlan.AdminKey.valueOf(
                        ValueType.oneOf(KEYS).parse().apply(word).toUpperCase(Locale.ROOT)));
        Optional<String> currency = body.find("currency", TenantForms::currency);
        Optional<String> timeZone = body.find("timeZone", TenantForms::timeZone);
        Optional<String> principal = body.find("kafkaPrincipal", TenantForms::principal);
        body.requireNoErrors();
        return new TenantPlan(
                id.orElseThrow(),
                name,
                limits,
                admin,
                key.orElse(TenantPlan.AdminKey.NONE),
                currency.orElse(CURRENCY),
                timeZone.orElse(TIME_ZONE),
                principal.orElse("User:" + id.orElseThrow()));
    }

    /// The limits among the fields of a body.
    static TenantLimits limits(BodyReader body) {
        return new TenantLimits(
                body.findWholeNumber(TenantLimits.REQUESTS, 1, TenantLimits.RATE_MAX),
                body.findWholeNumber(TenantLimits.CALLER_REQUESTS, 1, TenantLimits.RATE_MAX),
                body.findWholeNumber(TenantLimits.BODY_BYTES, TenantLimits.BODY_BYTES_MIN, TenantLimits.BODY_BYTES_MAX),
                body.findWholeNumber(TenantLimits.AUDIT_MONTHS, 1, TenantLimits.AUDIT_MONTHS_MAX));
    }

    private static String currency(String text) {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not a currency of ISO 4217, such as EUR"));
    }

    private static String timeZone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("'" + text + "' is not a time zone, such as Europe/Berlin", unknown);
        }
    }

    private static String principal(String text) {
        if (text.length() > PRINCIPAL_MAX || !text.matches("[A-Za-z]+:[^\\p{Cntrl}*]+")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a principal of Kafka, such as User:acme; all at once (*) is refused");
        }
        return text;
    }

    static ObjectNode json(Tenant tenant) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", tenant.id().value())
                .put("name", tenant.name())
                .put("state", tenant.state().word());
        json.set("limits", tenant.limits().json());
        return json.put("version", tenant.version())
                .put("createdBy", tenant.created().by())
                .put("createdAt", tenant.created().at().toString())
                .put("changedBy", tenant.changed().by())
                .put("changedAt", tenant.changed().at().toString());
    }

    static ObjectNode json(Provisioning.Ready ready) {
        ObjectNode json = json(ready.tenant());
        ArrayNode steps = json.putArray("steps");
        ready.steps().forEach(step -> steps.add(step.json()));
        ready.key().ifPresent(key -> json.put("key", key));
        return json;
    }
}
