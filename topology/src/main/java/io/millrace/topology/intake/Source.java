package io.millrace.topology.intake;

import io.millrace.domain.TenantId;
import io.millrace.schemas.topics.Topics;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A topic that a tenant writes.
///
/// @param tenant whose it is
/// @param shared the name of the shared topic its records go to, without the installation's prefix
record Source(TenantId tenant, String shared) {
    /// What the topics of all tenants are called, today's and those to come.
    static Pattern pattern(String prefix) {
        String shared = Pattern.quote(Topics.SALES.name()) + "|" + Pattern.quote(Topics.STOCK_COMMANDS.name());
        return Pattern.compile(Pattern.quote(prefix) + "(" + shared + ")\\.([A-Za-z0-9._-]{1,64})");
    }

    /// The source behind a name that the pattern knows.
    static Source of(String topic, Pattern pattern) {
        Matcher name = pattern.matcher(topic);
        if (!name.matches()) {
            throw new IllegalArgumentException("'" + topic + "' is not a tenant's topic; " + pattern + " is expected");
        }
        return new Source(TenantId.of(name.group(2)), name.group(1));
    }
}
