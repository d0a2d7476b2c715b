package io.millrace.ledger.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.TenantId;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;

class TenantAclsTest {
    @Test
    void shouldLetATenantWriteItsOwnTopicsAndReadNone() {
        // when
        List<AclBinding> wanted = TenantAcls.wanted("test.", TenantId.of("acme"), "User:CN=acme");

        // then
        assertThat(wanted)
                .extracting(binding -> binding.pattern().name())
                .containsOnly("test.pos.sales.v1.acme", "test.stock.commands.v1.acme");
        assertThat(wanted).allSatisfy(binding -> {
            assertThat(binding.pattern().patternType()).isEqualTo(PatternType.LITERAL);
            assertThat(binding.entry().principal()).isEqualTo("User:CN=acme");
            assertThat(binding.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
        });
        assertThat(wanted)
                .extracting(binding -> binding.entry().operation())
                .containsOnly(AclOperation.WRITE, AclOperation.DESCRIBE);
    }
}
