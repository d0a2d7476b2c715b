package io.millrace.ledger.tenants;

import io.millrace.domain.TenantId;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.security.Ground;
import io.millrace.ledger.security.Step;
import io.millrace.ledger.security.TenantPlan;
import io.millrace.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may write a tenant's own topics: the tenant's principal at the broker, from anywhere, and nobody reads them.
///
/// @param prefix of this installation's topics
public record TenantAcls(Admin admin, String prefix) implements Ground {
    private static final Logger LOG = LoggerFactory.getLogger(TenantAcls.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NAME = "acls";
    private static final String ANY_HOST = "*";

    @Override
    public Step prepare(TenantPlan plan) {
        List<AclBinding> missing = wanted(prefix, plan.id(), plan.kafkaPrincipal());
        try {
            missing.removeAll(present(missing));
            if (!missing.isEmpty()) {
                await(admin.createAcls(missing).all());
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SecurityDisabledException) {
                return new Step(
                        NAME,
                        Step.Result.LEFT_OUT,
                        "the broker has no authorizer: whoever reaches it may write every topic");
            }
            throw failed(plan, failed);
        } catch (TimeoutException slow) {
            throw failed(plan, slow);
        }
        return new Step(
                NAME,
                missing.isEmpty() ? Step.Result.THERE : Step.Result.DONE,
                plan.kafkaPrincipal() + " may write and describe them");
    }

    /// What the tenant's principal may do.
    static List<AclBinding> wanted(String prefix, TenantId tenant, String principal) {
        List<AclBinding> wanted = new ArrayList<>();
        Topics.ofTenant(tenant).forEach(topic -> {
            for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
                wanted.add(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, prefix + topic.name(), PatternType.LITERAL),
                        new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
            }
        });
        return wanted;
    }

    private Set<AclBinding> present(List<AclBinding> wanted) throws ExecutionException, TimeoutException {
        Set<AclBinding> present = new HashSet<>();
        for (AclBinding binding : wanted) {
            AclBindingFilter same = binding.toFilter();
            Collection<AclBinding> found = await(admin.describeAcls(same).values());
            present.addAll(found);
        }
        return present;
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    private static ProblemException failed(TenantPlan plan, Exception cause) {
        LOG.warn("What {} may do on the topics of {} can't be set", plan.kafkaPrincipal(), plan.id(), cause);
        return new ProblemException(Problem.of(
                ProblemType.UNAVAILABLE,
                "What " + plan.kafkaPrincipal() + " may do on the tenant's topics could not be set at the broker; the"
                        + " log says why. Repeat the call when that is mended; what is done already stays."));
    }
}
