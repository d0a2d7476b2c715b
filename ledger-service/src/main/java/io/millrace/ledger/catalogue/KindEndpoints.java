package io.millrace.ledger.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.events.catalog.CatalogCommand;
import io.millrace.events.catalog.Removal;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Body;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.JsonSchema;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.Tag;
import io.millrace.ledger.http.ValueType;
import io.millrace.schemas.avro.AvroRoot;
import io.millrace.schemas.avro.JsonView;
import io.millrace.topology.catalog.rules.RecordKind.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be asked about one kind of record.
///
/// @param <R> the record
final class KindEndpoints<R extends AvroRoot & CatalogCommand.Body> {
    private static final Tag TAG = new Tag(
            "Catalogue",
            "What a tenant says about itself, its items and its suppliers. Changes are judged by the catalogue, and"
                    + " answered with what it committed.");
    private static final int LIMIT_DEFAULT = 100;
    private static final int BYTES_MAX = 1 << 20;
    private static final Parameter<Integer> LIMIT =
            Parameter.query("limit", ValueType.wholeNumber(1, 1_000), "How many at most; without it 100");
    private static final Parameter<String> CURSOR = Parameter.query(
            "cursor",
            new ValueType<>(JsonSchema.matching(Cursor.PATTERN), Cursor::id),
            "What the page before gave as next");

    private final Kind<R> kind;
    private final CatalogueView view;
    private final Decisions decisions;
    private final RecordForm<R> form;
    private final JsonSchema found;

    KindEndpoints(Kind<R> kind, CatalogueView view, Decisions decisions) {
        this.kind = kind;
        this.view = view;
        this.decisions = decisions;
        this.form = new RecordForm<>(kind);
        this.found = JsonSchema.object()
                .with("record", form.schema(), "The record; its version counts its changes")
                .with("freshness", Views.FRESHNESS, "How old this may be")
                .named(kind.type() + "Found");
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        if (!kind.parts().isEmpty() && kind.variant().isEmpty()) {
            endpoints.add(list());
        }
        endpoints.add(one());
        endpoints.add(put());
        endpoints.add(delete());
        return endpoints;
    }

    private Parameter<?>[] and(Parameter<?>... more) {
        List<Parameter<?>> all = new ArrayList<>();
        kind.parts().forEach(part -> all.add(part.parameter()));
        all.addAll(List.of(more));
        return all.toArray(Parameter<?>[]::new);
    }

    private String operation(String verb) {
        return verb + kind.type() + kind.variant();
    }

    private String what() {
        return kind.kind().singular() + (kind.variant().isEmpty() ? "" : " of one location");
    }

    private Endpoint one() {
        return Views.reading(Endpoint.get(kind.path(), Access.STOCK_READERS))
                .named(operation("get"), TAG, "One " + what())
                .described("The ETag is its version in quotes; sent back as If-Match, it keeps one writer from undoing"
                        + " what another did.")
                .parameters(and())
                .answers(Answer.json(200, found, "The record"))
                .problem(ProblemType.NOT_FOUND, "There is no such record")
                .handledBy(this::get);
    }

    private Reply get(Request request) {
        Views.requireLoaded(view);
        Typed<R> record = view.find(kind.kind(), request.tenant(), id(request))
                .orElseThrow(() -> new ProblemException(unknown(request)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("record", JsonView.of(record.record()));
        answer.set("freshness", Views.freshness(view));
        return Reply.json(200, answer).with("ETag", "\"" + record.version() + "\"");
    }

    private Problem unknown(Request request) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "The catalogue of " + request.tenant() + " has no "
                        + kind.kind().singular() + " '" + id(request) + "'. Put it there, or correct the name.");
    }

    private Endpoint list() {
        List<Parameter<?>> parameters = new ArrayList<>(List.of(LIMIT, CURSOR));
        Optional<Parameter<String>> narrow = kind.isNarrowed()
                ? Optional.of(Parameter.query(
                        kind.parts().getFirst().parameter().name(),
                        ValueType.IDENTIFIER_TEXT,
                        "Only those of this one"))
                : Optional.empty();
        narrow.ifPresent(parameters::add);
        JsonSchema page = JsonSchema.object()
                .with("records", JsonSchema.arrayOf(form.schema()), "The records, by their ids")
                .optional("next", JsonSchema.text(), "Where the next page begins, as its cursor; absent at the end")
                .with("freshness", Views.FRESHNESS, "How old this may be")
                .named(kind.type() + "Page");
        return Views.reading(Endpoint.get(kind.listPath(), Access.READERS))
                .named(kind.listName(), TAG, "The " + kind.kind().plural().replace('-', ' ') + ", in pages")
                .parameters(parameters.toArray(Parameter<?>[]::new))
                .answers(Answer.json(200, page, "A page of records"))
                .handledBy(
                        request -> page(request, narrow.flatMap(request::find).orElse("")));
    }

    private Reply page(Request request, String within) {
        Views.requireLoaded(view);
        int limit = request.find(LIMIT).orElse(LIMIT_DEFAULT);
        List<Typed<R>> records = view.list(
                        kind.kind(),
                        request.tenant(),
                        within,
                        request.find(CURSOR).orElse(""))
                .limit(limit + 1L)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var array = answer.putArray("records");
        records.stream().limit(limit).forEach(record -> array.add(JsonView.of(record.record())));
        if (records.size() > limit) {
            answer.put("next", Cursor.of(records.get(limit - 1).id()));
        }
        answer.set("freshness", Views.freshness(view));
        return Reply.json(200, answer);
    }

    private Endpoint put() {
        return decisions
                .declare(Endpoint.put(kind.path(), Access.CATALOGUE_KEEPERS))
                .named(operation("put"), TAG, "Put " + article() + what() + " there, or change it")
                .described("The whole record is replaced. Fields that the path says may be left out; version is the one"
                        + " that was read, as is If-Match, and without both the record is put there whatever there is.")
                .parameters(and(Decisions.IF_MATCH, Decisions.IF_NONE_MATCH, Decisions.TIMEOUT, Decisions.KEY))
                .reads(Body.json("The record", BYTES_MAX, form.schemaToPut()))
                .handledBy(request -> {
                    RecordForm.Read<R> read = form.read(request.bytes(), request.tenant(), parts(request));
                    Optional<Long> expected = Decisions.expected(request, read.version());
                    return decisions.decide(request, kind.kind(), id(request), expected, read.record());
                });
    }

    private String article() {
        return "aeiou".indexOf(kind.kind().singular().charAt(0)) < 0 ? "a " : "an ";
    }

    private Endpoint delete() {
        return decisions
                .declare(Endpoint.delete(kind.path(), Access.CATALOGUE_KEEPERS))
                .named(operation("delete"), TAG, "Take " + article() + what() + " out")
                .described("What others refer to stays; they are named. To end something without losing it, put it with"
                        + " the status DISCONTINUED, or with its last day.")
                .parameters(and(Decisions.IF_MATCH, Decisions.TIMEOUT, Decisions.KEY))
                .problem(ProblemType.NOT_FOUND, "There is no such record")
                .handledBy(request -> decisions.decide(
                        request,
                        kind.kind(),
                        id(request),
                        Decisions.expected(request, Optional.empty()),
                        new Removal(kind.kind().kind(), id(request))));
    }

    private Map<String, String> parts(Request request) {
        Map<String, String> parts = new LinkedHashMap<>();
        kind.parts().forEach(part -> parts.put(part.field(), request.get(part.parameter())));
        return parts;
    }

    private String id(Request request) {
        return kind.parts().isEmpty()
                ? request.tenant().value()
                : String.join("|", parts(request).values());
    }
}
