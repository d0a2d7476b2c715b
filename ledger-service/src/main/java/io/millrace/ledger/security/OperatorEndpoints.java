package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.ValueType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `/v1/tenants`: the tenants of the installation, for whoever runs it.
public final class OperatorEndpoints {
    private static final int BYTES_MAX = 64 * 1024;
    private static final int LIMIT_MAX = 1_000;
    private static final Parameter<TenantId> TENANT =
            Parameter.path("tenant", new ValueType<>(ValueType.IDENTIFIER, Provisioning::id), "The tenant's id");
    private static final Parameter<Integer> LIMIT = Parameter.query(
            "limit", ValueType.wholeNumber(1, LIMIT_MAX), "How many at most; " + LIMIT_MAX + " if left out");
    private static final Parameter<String> CURSOR =
            Parameter.query("cursor", ValueType.IDENTIFIER_TEXT, "What the page before gave as next");

    private final Register register;
    private final Provisioning provisioning;
    private final TenantRules rules;
    private final InstantSource clock;

    public OperatorEndpoints(Register register, Provisioning provisioning, TenantRules rules, InstantSource clock) {
        this.register = register;
        this.provisioning = provisioning;
        this.rules = rules;
        this.clock = clock;
    }

    /// All of them, in the order in which they are documented.
    public List<Endpoint> endpoints() {
        Access access = Access.of(Role.OPERATOR);
        return List.of(
                Endpoint.post("/v1/tenants", access)
                        .withoutTenant()
                        .keepsItsAudit()
                        .named("postTenant", TenantForms.TAG, "Make a tenant ready, in one call")
                        .described("Its topics and who may write them, its record in the catalogue, its row, its first"
                                + " administrator. What is there already is left as it is, and the answer says so of"
                                + " each step: a call that broke is simply repeated.")
                        .reads(Body.json("The tenant", BYTES_MAX, TenantForms.PLAN))
                        .answers(Answer.json(200, TenantForms.READY, "It is ready"))
                        .problem(ProblemType.CONFLICT, "There is another tenant of this id")
                        .problem(ProblemType.TIME_OUT, "The catalogue did not decide in time; repeat the call")
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::provision)),
                Endpoint.get("/v1/tenants", access)
                        .withoutTenant()
                        .named("listTenants", TenantForms.TAG, "The tenants of this installation, in pages")
                        .parameters(LIMIT, CURSOR)
                        .answers(Answer.json(200, TenantForms.PAGE, "A page of tenants"))
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::list)),
                Endpoint.get("/v1/tenants/{tenant}", access)
                        .withoutTenant()
                        .named("getTenantState", TenantForms.TAG, "One tenant")
                        .parameters(TENANT)
                        .answers(Answer.json(200, TenantForms.TENANT, "The tenant"))
                        .problem(ProblemType.NOT_FOUND, "There is no such tenant")
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::get)),
                changing(Endpoint.put("/v1/tenants/{tenant}/limits", access))
                        .named("putTenantLimits", TenantForms.TAG, "Replace a tenant's limits")
                        .described("They hold on every node within two seconds. What is left out is as the"
                                + " installation's configuration says.")
                        .reads(Body.json("All its limits", BYTES_MAX, TenantForms.LIMITS_CHANGE))
                        .problem(ProblemType.CONFLICT, "It was changed since; read it again")
                        .handledBy(request -> KeyEndpoints.whileStored(request, this::putLimits)),
                changing(Endpoint.post("/v1/tenants/{tenant}/suspend", access))
                        .named("suspendTenant", TenantForms.TAG, "Refuse everything a tenant asks, until it is resumed")
                        .handledBy(request ->
                                KeyEndpoints.whileStored(request, asked -> put(asked, Tenant.State.SUSPENDED))),
                changing(Endpoint.post("/v1/tenants/{tenant}/resume", access))
                        .named("resumeTenant", TenantForms.TAG, "Let a suspended tenant in again")
                        .handledBy(request ->
                                KeyEndpoints.whileStored(request, asked -> put(asked, Tenant.State.ACTIVE))));
    }

    private static Endpoint.Builder changing(Endpoint.Builder endpoint) {
        return endpoint.withoutTenant()
                .keepsItsAudit()
                .parameters(TENANT)
                .answers(Answer.json(200, TenantForms.TENANT, "The tenant as it is now"))
                .problem(ProblemType.NOT_FOUND, "There is no such tenant");
    }

    private Reply provision(Request request) {
        TenantPlan plan = TenantForms.plan(request);
        Membership.Trace now = Provisioning.trace(request.principal(), clock.instant());
        Provisioning.Ready ready = provisioning.provision(
                plan, now, done -> entry(request, plan.id(), now, Optional.empty(), TenantForms.json(done)));
        rules.refresh();
        return Reply.json(200, TenantForms.json(ready));
    }

    private Reply list(Request request) {
        int limit = request.find(LIMIT).orElse(LIMIT_MAX);
        List<Tenant> found = register.list(request.find(CURSOR).orElse(""), limit + 1);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("tenants");
        found.stream().limit(limit).forEach(tenant -> array.add(TenantForms.json(tenant)));
        if (found.size() > limit) {
            json.put("next", found.get(limit - 1).id().value());
        }
        return Reply.json(200, json);
    }

    private Reply get(Request request) {
        TenantId id = request.get(TENANT);
        return Reply.json(200, TenantForms.json(register.find(id).orElseThrow(() -> unknown(id))));
    }

    private Reply putLimits(Request request) {
        List<String> fields = new ArrayList<>(TenantLimits.NAMES);
        fields.add("version");
        BodyReader body = BodyReader.of(request, fields);
        int version = body.wholeNumber("version");
        TenantLimits limits = TenantForms.limits(body);
        body.requireNoErrors();
        Membership.Trace now = Provisioning.trace(request.principal(), clock.instant());
        return change(request, now, Optional.of(version), tenant -> tenant.with(limits, now));
    }

    private Reply put(Request request, Tenant.State state) {
        Membership.Trace now = Provisioning.trace(request.principal(), clock.instant());
        return change(request, now, Optional.empty(), tenant -> tenant.with(state, now));
    }

    private Reply change(
            Request request, Membership.Trace now, Optional<Integer> version, UnaryOperator<Tenant> change) {
        TenantId id = request.get(TENANT);
        Register.Changed changed = register.change(
                id,
                version,
                change,
                done -> entry(
                        request,
                        id,
                        now,
                        Optional.of(TenantForms.json(done.before())),
                        TenantForms.json(done.after())));
        rules.refresh();
        return switch (changed) {
            case Register.Changed.Done(var before, var after) -> Reply.json(200, TenantForms.json(after));
            case Register.Changed.Unknown() -> throw unknown(id);
            case Register.Changed.OtherVersion(var other) ->
                throw new ProblemException(Problem.of(
                        ProblemType.CONFLICT,
                        "The tenant is at version " + other + ", not " + version.orElse(0)
                                + ". Read it, and send your change with that."));
        };
    }

    private static ProblemException unknown(TenantId id) {
        return new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "There is no tenant " + id + ". GET /v1/tenants lists them all."));
    }

    /// What an operator does to a tenant stands in that tenant's audit.
    private static AuditEntry entry(
            Request request, TenantId tenant, Membership.Trace now, Optional<ObjectNode> before, ObjectNode after) {
        return new AuditEntry(
                request.caller().requestId(),
                now.at(),
                tenant,
                now.by(),
                request.principal().keyId(),
                request.caller().source(),
                request.operation(),
                request.target(),
                200,
                Optional.empty(),
                before.map(ObjectNode::toString),
                Optional.of(after.toString()));
    }
}
