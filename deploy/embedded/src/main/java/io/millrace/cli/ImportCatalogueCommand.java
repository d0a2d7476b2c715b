package io.millrace.cli;

import io.millrace.config.Configuration;
import io.millrace.embedded.Connections;
import io.millrace.ledger.imports.CatalogueImport;
import io.millrace.ledger.imports.RowReader;
import io.millrace.ledger.imports.RowReport;
import io.millrace.topology.catalog.rules.RecordKind;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Imports master data from a file.
@Command(
        name = "catalogue",
        description = "Import items, locations, suppliers and other master data from a file.",
        footer = {
            "",
            "It asks the Millrace that runs with the same configuration, by default the one on this machine.",
            "Run it again after an interruption: rows that were done are told as REPEATED and not done twice.",
        })
final class ImportCatalogueCommand extends ImportFileCommand {
    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            converter = CatalogueKinds.class,
            completionCandidates = CatalogueKinds.class,
            description = "What the rows are: ${COMPLETION-CANDIDATES}.")
    private RecordKind<?> kind = RecordKind.ITEM;

    ImportCatalogueCommand(Program program) {
        super(program);
    }

    private CatalogueImport of(Work work) {
        return new CatalogueImport(
                () -> RowReader.open(work.rows()),
                work.tenant(),
                kind,
                work.importId(),
                Clock.systemUTC(),
                work.progress());
    }

    @Override
    void check(Work work, RowReport told) throws IOException {
        of(work).check(told);
    }

    @Override
    void send(Work work, Configuration configuration, Connections connections, RowReport told) throws IOException {
        of(work).send(connections.kafka().properties(), configuration.topics().prefix(), connections.registry(), told);
    }
}
