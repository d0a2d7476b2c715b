package io.millrace.ledger.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ledger.http.InvalidField;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.ProblemException;
import io.millrace.ledger.http.StrictJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes in events line by line for as long as they come, and writes a receipt for each as soon as it is known.
final class EventStream {
    private static final int EVENTS_AT_ONCE = 500;
    private static final int BYTES_AT_ONCE = 512 * 1024;

    private final Ingestion ingestion;
    private final EventForm form;
    private final Principal principal;
    private final EventIds ids;
    private final Optional<Duration> patience;

    EventStream(Ingestion ingestion, EventForm form, Principal principal, EventIds ids, Optional<Duration> patience) {
        this.ingestion = ingestion;
        this.form = form;
        this.principal = principal;
        this.ids = ids;
        this.patience = patience;
    }

    /// Lines that are taken in together, and their numbers.
    private record Part(List<byte[]> lines, List<Long> numbers, int bytes) {}

    void copy(EventLines lines, OutputStream receipts) throws IOException {
        try {
            for (Part part = part(lines); !part.lines().isEmpty(); part = part(lines)) {
                try (ByteBudget.Share _ = ingestion.budget().await(part.bytes())) {
                    take(part, receipts);
                }
            }
        } catch (ProblemException refused) {
            ObjectNode last = JsonNodeFactory.instance
                    .objectNode()
                    .put("index", lines.number())
                    .put("status", "stopped");
            last.set("problem", refused.problem().json());
            write(last, receipts);
        }
    }

    private static Part part(EventLines lines) throws IOException {
        List<byte[]> taken = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        int bytes = 0;
        boolean goesOn = true;
        while (goesOn) {
            byte[] line = lines.next();
            if (line == null) {
                break;
            }
            taken.add(line);
            numbers.add(lines.number());
            bytes += line.length;
            goesOn = taken.size() < EVENTS_AT_ONCE && bytes < BYTES_AT_ONCE && lines.hasMore();
        }
        return new Part(taken, numbers, bytes);
    }

    private void take(Part part, OutputStream receipts) throws IOException {
        List<Offer> offers = new ArrayList<>(part.lines().size());
        for (int i = 0; i < part.lines().size(); i++) {
            offers.add(offer(part.lines().get(i), part.numbers().get(i)));
        }
        List<Receipt> known = ingestion.take(offers, patience);
        for (int i = 0; i < known.size(); i++) {
            write(known.get(i).json(part.numbers().get(i)), receipts);
        }
        receipts.flush();
    }

    private Offer offer(byte[] line, long number) throws IOException {
        try (JsonParser parser = StrictJson.FACTORY.createParser(line)) {
            parser.nextToken();
            Offer offer = form.read(parser, principal, () -> ids.at(number));
            return parser.nextToken() == null
                    ? offer
                    : new Offer.Refused(
                            Optional.empty(),
                            List.of(new InvalidField("", "more than one value is on the line; put each on its own")));
        } catch (JsonProcessingException notJson) {
            return new Offer.Refused(
                    Optional.empty(), List.of(new InvalidField("", "it is not JSON: " + notJson.getOriginalMessage())));
        }
    }

    private static void write(ObjectNode line, OutputStream receipts) throws IOException {
        receipts.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
