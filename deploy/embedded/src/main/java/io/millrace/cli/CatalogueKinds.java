package io.millrace.cli;

import io.millrace.schemas.json.Suggestion;
import io.millrace.topology.catalog.rules.RecordKind;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The kinds of master data as they are named on the command line: `item`, `supplier-term`.
final class CatalogueKinds implements ITypeConverter<RecordKind<?>>, Iterable<String> {
    private static final List<String> NAMES =
            RecordKind.ALL.stream().map(CatalogueKinds::name).toList();

    static String name(RecordKind<?> kind) {
        return kind.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public RecordKind<?> convert(String value) {
        return RecordKind.ALL.stream()
                .filter(kind -> name(kind).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no kind '" + value + "'"
                        + Suggestion.nearest(value, NAMES)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; there are " + String.join(", ", NAMES))));
    }

    @Override
    public Iterator<String> iterator() {
        return NAMES.iterator();
    }
}
