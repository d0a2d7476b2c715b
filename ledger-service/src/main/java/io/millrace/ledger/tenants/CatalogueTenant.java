package io.millrace.ledger.tenants;

import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.CatalogOutcome;
import io.millrace.events.catalog.Status;
import io.millrace.events.catalog.Tenant;
import io.millrace.ledger.catalogue.CatalogueCommands;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.security.Ground;
import io.millrace.ledger.security.Step;
import io.millrace.ledger.security.TenantPlan;
import io.millrace.topology.catalog.rules.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/// The tenant's record in the catalogue, without which it takes no other records of the tenant.
public record CatalogueTenant(CatalogueCommands commands, InstantSource clock) implements Ground {
    private static final String NAME = "catalogue";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Step prepare(TenantPlan plan) {
        String detail = plan.currency() + ", " + plan.timeZone();
        CatalogOutcome outcome = commands.carryOut(command(plan), PATIENCE);
        return switch (outcome.status()) {
            case ACCEPTED -> new Step(NAME, Step.Result.DONE, detail);
            case UNCHANGED, REPEATED -> there();
            case REJECTED, UNKNOWN -> {
                if (Reason.VERSION_CONFLICT.name().equals(outcome.reason())) {
                    yield there();
                }
                throw new ProblemException(Problem.of(
                        ProblemType.CONFLICT,
                        "The catalogue refused the tenant's record: "
                                + (outcome.problems().isEmpty()
                                        ? outcome.reason()
                                        : outcome.problems().getFirst().detail())));
            }
        };
    }

    private static Step there() {
        return new Step(NAME, Step.Result.THERE, "as the tenant keeps it");
    }

    /// Expects no record yet: what a tenant has made of its own stays.
    private CatalogCommand command(TenantPlan plan) {
        Tenant record = Tenant.builder()
                .tenantId(plan.id().value())
                .name(plan.name())
                .status(Status.ACTIVE)
                .currency(plan.currency())
                .timeZone(plan.timeZone())
                .version(0L)
                .build();
        return new CatalogCommand(
                UUID.randomUUID(), plan.id().value(), 0L, clock.instant(), null, null, null, null, record);
    }
}
