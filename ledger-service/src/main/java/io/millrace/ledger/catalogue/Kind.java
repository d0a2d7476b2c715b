package io.millrace.ledger.catalogue;

import io.millrace.events.catalog.CatalogCommand;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.ValueType;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.topology.catalog.rules.RecordKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kind of record and how its ids stand in paths.
///
/// @param type its name in names of schemas and operations, such as `SupplierTerm`
/// @param parts of its id
/// @param variant what tells its operations from those of the same kind with fewer parts; empty for the usual one
/// @param <R> the record
record Kind<R extends AvroRoot & CatalogCommand.Body>(
        RecordKind<R> kind, String type, List<Part> parts, String variant) {
    static final List<Kind<?>> ALL = List.of(
            of(RecordKind.ITEM, "Item", part("item")),
            of(RecordKind.LOCATION, "Location", part("location")),
            of(RecordKind.SUPPLIER, "Supplier", part("supplier")),
            of(RecordKind.SUPPLIER_TERM, "SupplierTerm", part("supplier"), part("item")),
            new Kind<>(
                    RecordKind.SUPPLIER_TERM,
                    "SupplierTerm",
                    List.of(part("supplier"), part("item"), part("location")),
                    "AtLocation"),
            of(RecordKind.ASSORTMENT, "Assortment", part("location"), part("item")),
            of(RecordKind.PROMOTION, "Promotion", part("promotion")),
            of(RecordKind.CALENDAR, "Calendar", part("calendar")),
            of(RecordKind.TILL, "Till", part("location"), new Part(path("till"), "till")),
            of(RecordKind.POLICY, "Policy", part("policy")),
            new Kind<>(RecordKind.TENANT, "Tenant", List.of(), ""));

    /// A part of an id.
    ///
    /// @param parameter in the path
    /// @param field of the record
    record Part(Parameter<String> parameter, String field) {}

    private static <R extends AvroRoot & CatalogCommand.Body> Kind<R> of(
            RecordKind<R> kind, String type, Part... parts) {
        return new Kind<>(kind, type, List.of(parts), "");
    }

    private static Part part(String name) {
        return new Part(path(name), name + "Id");
    }

    private static Parameter<String> path(String name) {
        return Parameter.path(name, ValueType.IDENTIFIER_TEXT, "The " + name + "'s id");
    }

    /// The name of the operation that lists them, such as `listSupplierTerms`.
    String listName() {
        return Stream.of(kind.plural().split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "list", ""));
    }

    /// Where all of them are.
    String listPath() {
        return "/v1/" + kind.plural();
    }

    /// Where one of them is.
    String path() {
        return parts.isEmpty()
                ? "/v1/" + kind.singular()
                : Stream.concat(
                                Stream.of(listPath()),
                                parts.stream()
                                        .map(part -> "{" + part.parameter().name() + "}"))
                        .collect(Collectors.joining("/"));
    }

    /// What lists may be narrowed to: the first part, if there are several.
    boolean isNarrowed() {
        return parts.size() > 1;
    }
}
