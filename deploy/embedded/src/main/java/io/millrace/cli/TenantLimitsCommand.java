package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows and changes how much a tenant may ask.
@Command(
        name = "limits",
        description = {
            "Show how much a tenant may ask of each node, or change it.",
            "What is not named stays; 0 is as the configuration says.",
        })
final class TenantLimitsCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Parameters(paramLabel = "ID", description = "The tenant.")
    private String id = "";

    @Option(names = "--requests", paramLabel = "N", description = "Requests a second of all its keys and users.")
    private @Nullable Long requests;

    @Option(names = "--caller-requests", paramLabel = "N", description = "Requests a second of one key or user.")
    private @Nullable Long callerRequests;

    @Option(names = "--body-bytes", paramLabel = "N", description = "How large a body may be.")
    private @Nullable Long bodyBytes;

    @Option(names = "--audit-months", paramLabel = "N", description = "For how many months its audit is kept.")
    private @Nullable Long auditMonths;

    TenantLimitsCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        String path = TenantCommand.path(id);
        JsonNode tenant = service.ask(program, "GET", path, "");
        if (requests != null || callerRequests != null || bodyBytes != null || auditMonths != null) {
            ObjectNode limits = JsonNodeFactory.instance.objectNode();
            tenant.path("limits").properties().forEach(limit -> limits.set(limit.getKey(), limit.getValue()));
            change(limits, "requestsPerSecond", requests);
            change(limits, "callerRequestsPerSecond", callerRequests);
            change(limits, "bodyBytesMax", bodyBytes);
            change(limits, "auditMonths", auditMonths);
            limits.set("version", tenant.path("version"));
            tenant = service.ask(program, "PUT", path + "/limits", limits.toString());
        }
        program.console().line(TenantCommand.row(tenant));
        return ExitCode.OK;
    }

    private static void change(ObjectNode limits, String name, @Nullable Long value) {
        if (value != null && value == 0) {
            limits.remove(name);
        } else if (value != null) {
            limits.put(name, value);
        }
    }
}
