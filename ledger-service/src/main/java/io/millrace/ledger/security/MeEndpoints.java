package io.millrace.ledger.security;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Caller;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.http.ValueType;
import java.util.List;
import java.util.Optional;

/// `/v1/me`: who asks, and what they may do in which tenants.
public final class MeEndpoints {
    private static final JsonSchema ROLES = JsonSchema.arrayOf(
            JsonSchema.oneOf(List.of(Role.values()).stream().map(Role::word).toList()));
    private static final JsonSchema PLACE = JsonSchema.object()
            .with("tenant", JsonSchema.text(), "The tenant; send it as Millrace-Tenant")
            .with("roles", ROLES, "What you may do there")
            .optional("locations", JsonSchema.arrayOf(ValueType.IDENTIFIER), "Where; else everywhere")
            .named("MyTenant");
    private static final JsonSchema ME = JsonSchema.object()
            .with("subject", JsonSchema.text(), "Who you are: the sub of your token, or key:<id>")
            .with("operator", JsonSchema.truth(), "Whether you run this installation")
            .optional("tenant", JsonSchema.text(), "Whose data this request would be about")
            .with("tenants", JsonSchema.arrayOf(PLACE), "Those you belong to")
            .named("Me");

    private final Optional<KnownMembers> members;

    /// @param members who belongs where, if that is what counts
    public MeEndpoints(Optional<KnownMembers> members) {
        this.members = members;
    }

    /// The endpoint.
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/me", Access.known())
                .withoutTenant()
                .checksLocations()
                .named("getMe", KeyEndpoints.TAG, "Who you are, and what you may do in which tenants")
                .answers(Answer.json(200, ME, "You"))
                .handledBy(this::me));
    }

    private Reply me(Request request) {
        Principal principal = request.principal();
        boolean isSomewhere = !principal.tenant().equals(Principal.INSTALLATION);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("subject", principal.subject())
                .put("operator", principal.roles().contains(Role.OPERATOR));
        if (isSomewhere) {
            json.put("tenant", principal.tenant().value());
        }
        ArrayNode tenants = json.putArray("tenants");
        boolean isKey = request.caller().header().apply(Caller.API_KEY).isPresent();
        if (members.isPresent() && !isKey) {
            Holder holder = new Holder(principal.subject(), false, Optional.empty(), Optional.empty());
            members.get().of(principal.subject()).forEach(member -> add(tenants, member.principal(holder)));
        } else if (isSomewhere) {
            add(tenants, principal);
        }
        return Reply.json(200, json);
    }

    private static void add(ArrayNode tenants, Principal principal) {
        ObjectNode place = tenants.addObject().put("tenant", principal.tenant().value());
        MemberEndpoints.describe(place, principal.roles(), principal.locations());
    }
}
