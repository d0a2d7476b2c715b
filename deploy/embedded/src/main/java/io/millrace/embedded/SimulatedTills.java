package io.millrace.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tills of the demo that sell a little all the time, through the front door as any till would, so that there is
/// something to look at. What they sell is the same in every demo; the shop gets a delivery before it runs out.
public final class SimulatedTills implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedTills.class);
    private static final int SALES_PER_DELIVERY = 20;
    private static final int DELIVERED = 30;

    private final URI service;
    private final Map<String, String> headers;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("simulated-tills").factory());

    private SimulatedTills(URI service, Map<String, String> headers) {
        this.service = service;
        this.headers = Map.copyOf(headers);
    }

    /// Starts so many tills, each of which sells once a second.
    ///
    /// @param headers what says who they are
    // A till never throws, so nobody needs to hear of its end.
    @SuppressWarnings("FutureReturnValueIgnored")
    public static SimulatedTills start(URI service, Map<String, String> headers, int tills) {
        SimulatedTills simulated = new SimulatedTills(service, headers);
        for (int number = 1; number <= tills; number++) {
            Till till = simulated.new Till(number);
            simulated.clock.scheduleWithFixedDelay(
                    till::sell, 1_000L + 1_000L * number / tills, 1_000, TimeUnit.MILLISECONDS);
        }
        return simulated;
    }

    /// One till; on one thread only.
    private final class Till {
        private final int number;
        private final SplittableRandom random;
        private int sales;

        private Till(int number) {
            this.number = number;
            this.random = new SplittableRandom(number);
        }

        private void sell() {
            if (sales % SALES_PER_DELIVERY == 0) {
                post(
                        "/v1/stock-events",
                        event(
                                "StockReceived",
                                "\"supplierId\": \"dairy\", \"lines\": [" + line(1, "milk", DELIVERED, "") + ", "
                                        + line(2, "bread", DELIVERED, "") + "]"));
            }
            sales++;
            String item = random.nextBoolean() ? "milk" : "bread";
            post(
                    "/v1/sales",
                    event(
                            "SaleCompleted",
                            "\"channel\": \"STORE\", \"currency\": \"EUR\", \"lines\": ["
                                    + line(1, item, 1 + random.nextInt(2), "\"kind\": \"SALE\", ") + "]"));
        }

        private String event(String type, String body) {
            return "{\"header\": {\"locationId\": \"" + SampleSale.LANE.location() + "\", \"occurredAt\": \""
                    + Instant.now() + "\", \"origin\": {\"system\": \"demo\", \"till\": \"simulated-" + number
                    + "\"}}, \"body\": {\"type\": \"" + type + "\", " + body + "}}";
        }

        private static String line(int number, String item, int quantity, String more) {
            return "{\"number\": " + number + ", " + more + "\"itemId\": \"" + item + "\", \"quantity\": " + quantity
                    + "}";
        }

        private void post(String path, String event) {
            HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                    .header("Content-Type", "application/json")
                    .header("Millrace-Tenant", SampleSale.TENANT.value())
                    .POST(BodyPublishers.ofString(event));
            headers.forEach(request::header);
            try {
                HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != 202) {
                    LOG.warn("Simulated till {} was answered {}: {}", number, answer.statusCode(), answer.body());
                }
            } catch (IOException away) {
                LOG.warn("Simulated till {} got no answer: {}", number, away.toString());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }
}
