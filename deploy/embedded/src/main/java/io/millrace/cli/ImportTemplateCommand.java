package io.millrace.cli;

import io.millrace.domain.TenantId;
import io.millrace.ledger.imports.CatalogueRows;
import io.millrace.topology.catalog.rules.RecordKind;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints what a file to import looks like.
@Command(
        name = "template",
        description =
                "Print the heading of a table to import (standard output) and what each column means (standard error).")
final class ImportTemplateCommand implements Callable<Integer> {
    private final Program program;

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            converter = CatalogueKinds.class,
            completionCandidates = CatalogueKinds.class,
            description = "What the rows are: ${COMPLETION-CANDIDATES}.")
    private RecordKind<?> kind = RecordKind.ITEM;

    ImportTemplateCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        List<Schema.Field> columns =
                CatalogueRows.form(TenantId.of("any"), kind).columns();
        Console console = program.console();
        console.line(columns.stream()
                .filter(column -> meant(column.schema()).getType() != Schema.Type.MAP)
                .map(Schema.Field::name)
                .collect(Collectors.joining(",")));
        columns.forEach(column -> console.err().println("  " + explained(column)));
        console.err()
                .println("  expectedVersion: The version you saw, 0 for none; leave it out to put it there anyway.");
        console.err().flush();
        return ExitCode.OK;
    }

    private static String explained(Schema.Field column) {
        String must = column.hasDefaultValue() ? "" : " (must be given)";
        return column.name() + ": " + column.doc() + form(meant(column.schema()), column.name()) + must;
    }

    private static String form(Schema schema, String name) {
        return switch (schema.getType()) {
            case ARRAY ->
                schema.getElementType().getType() == Schema.Type.RECORD
                        ? " Entries parted by ';', each: " + names(schema.getElementType()) + ", parted by spaces."
                        : " Parted by ';'.";
            case MAP -> " A column of its own for each name, such as " + name + ".colour.";
            case ENUM ->
                " One of "
                        + schema.getEnumSymbols().stream()
                                .filter(symbol -> !symbol.equals("UNKNOWN"))
                                .collect(Collectors.joining(", "))
                        + ".";
            case BOOLEAN -> " true or false.";
            case RECORD, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, NULL, UNION -> "";
        };
    }

    private static String names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(" "));
    }

    private static Schema meant(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.getTypes().getLast() : schema;
    }
}
