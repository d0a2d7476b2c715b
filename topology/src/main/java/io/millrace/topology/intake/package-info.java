/// Intake: carries what tenants write to their own topics into the shared ones, exactly once, after checking it.
package io.millrace.topology.intake;
