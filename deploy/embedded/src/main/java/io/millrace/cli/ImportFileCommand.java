package io.millrace.cli;

import io.millrace.cli.imports.ImportFile;
import io.millrace.config.Configuration;
import io.millrace.config.ConfigurationRequest.CommandDefaults;
import io.millrace.config.Effective;
import io.millrace.domain.TenantId;
import io.millrace.embedded.Connections;
import io.millrace.ledger.imports.CatalogueImport;
import io.millrace.ledger.imports.RowReport;
import io.millrace.schemas.registry.SchemaRegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What all imports of files have in common: a file of rows, a dry run, a report, progress, and that an import may be
/// run again.
abstract class ImportFileCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Parameters(paramLabel = "FILE", description = "The rows: a table (.csv), or a JSON object a line (.ndjson).")
    private Path file = Path.of("");

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            defaultValue = "demo",
            description = "Whose data it is (${DEFAULT-VALUE}).")
    private String tenant = "demo";

    @Option(names = "--dry-run", description = "Check the rows as far as possible, and send nothing.")
    private boolean dryRun;

    @Option(
            names = "--report",
            paramLabel = "REPORT",
            description = "Write what became of each row, and every problem, into this table (.csv).")
    private @Nullable Path report;

    @Option(
            names = "--import-id",
            paramLabel = "ID",
            description = "Names the import; by default, the same file is the same import.")
    private @Nullable String importId;

    /// The work: which rows, of whom, under what name, and who hears how many are done.
    record Work(Path rows, TenantId tenant, String importId, LongConsumer progress) {}

    ImportFileCommand(Program program) {
        this.program = program;
    }

    /// Checks every row without sending any.
    abstract void check(Work work, RowReport told) throws IOException;

    /// Sends every row, and waits for what becomes of it.
    abstract void send(Work work, Configuration configuration, Connections connections, RowReport told)
            throws IOException;

    @Override
    public Integer call() {
        long started = System.nanoTime();
        Effective effective = options.load(program.surroundings(), CommandDefaults.NONE);
        effective.warnings().forEach(program.console()::warning);
        Path rows = program.surroundings().absolute(file);
        if (!Files.isReadable(rows) || Files.isDirectory(rows)) {
            throw new CommandFailure("There is no file " + file + " that can be read.", "Check its name.");
        }
        try (RowReport told =
                RowReport.to(report == null ? null : program.surroundings().absolute(report))) {
            run(effective.configuration(), rows, told);
            return summary(told, Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException failed) {
            throw new CommandFailure(
                    "The import stopped: " + failed.getMessage(),
                    "Is the file text in UTF-8, and the disk not full?",
                    failed);
        }
    }

    private void run(Configuration configuration, Path rows, RowReport told) throws IOException {
        ImportFile known = ImportFile.of(rows);
        ProgressLine progress = new ProgressLine(program.console());
        Work work = new Work(
                rows,
                tenantId(),
                importId == null ? known.digest() : importId,
                done -> progress.at("Importing", Math.min(done, known.lines()), known.lines()));
        if (dryRun) {
            check(work, told);
            return;
        }
        try (Connections connections = Connections.open(configuration)) {
            send(work, configuration, connections, told);
        } catch (KafkaException | SchemaRegistryException away) {
            throw new CommandFailure(
                    "The import stopped: " + away.getMessage(),
                    "Is Millrace running with this configuration? Then run the import again: what was done is not done"
                            + " twice.",
                    away);
        }
    }

    private TenantId tenantId() {
        try {
            return TenantId.of(tenant);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("--tenant: " + wrong.getMessage() + ".", "Give the tenant's id.", wrong);
        }
    }

    private int summary(RowReport told, Duration took) {
        Console console = program.console();
        told.firstProblems().forEach(problem -> console.err().println("  " + problem));
        long all = told.counts().values().stream().mapToLong(Long::longValue).sum();
        console.done(all + " rows " + (dryRun ? "checked" : "imported"), took);
        told.counts().forEach((status, count) -> console.line("    " + status + " " + count));
        long rejected = told.count(CatalogueImport.REJECTED);
        if (rejected == 0) {
            return ExitCode.OK;
        }
        console.error(
                rejected + " of " + all + " rows were rejected.",
                report == null
                        ? "Mend them and import the file again; --report FILE lists every problem."
                        : "Mend them and import the file again; " + report + " lists every problem.");
        return ExitCode.FAILED;
    }
}
