package io.millrace.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.config.Role;
import io.millrace.ledger.HealthCheck;
import io.millrace.ledger.HealthCheck.Health;
import io.millrace.ledger.HealthCheck.Question;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.forecasting.OlderDemand;
import io.millrace.ledger.history.query.ForecastHistoryEndpoints;
import io.millrace.ledger.history.query.ForecastQueries;
import io.millrace.ledger.history.query.HistoryEndpoints;
import io.millrace.ledger.history.query.HistoryQueries;
import io.millrace.ledger.history.query.StoredDemand;
import io.millrace.ledger.history.sink.HistoryCheck;
import io.millrace.ledger.history.sink.HistoryMeters;
import io.millrace.ledger.history.sink.HistoryRefusedException;
import io.millrace.ledger.history.sink.HistoryRetention;
import io.millrace.ledger.history.sink.HistorySettings;
import io.millrace.ledger.history.sink.HistorySink;
import io.millrace.ledger.history.sink.HistoryStatus;
import io.millrace.ledger.http.Endpoint;
import io.millrace.platform.PlatformException;
import io.millrace.schemas.registry.SchemaRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// History as this node's roles have it: one writes it and holds it against the ledger, another answers from it.
final class History implements Part {
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);
    private static final Duration FORGET_EVERY = Duration.ofHours(24);

    private static final Duration QUESTION_PATIENCE = Duration.ofSeconds(20);

    private final Optional<HistoryEndpoints> told;
    private final Optional<ForecastHistoryEndpoints> forecasts;
    private final List<HealthCheck> checks = new ArrayList<>();
    private final List<MeterBinder> meters = new ArrayList<>();

    private History(Database database, boolean isTold) {
        HistoryQueries queries = new HistoryQueries(database.tenants());
        told = isTold ? Optional.of(new HistoryEndpoints(queries)) : Optional.empty();
        forecasts = told.map(_ -> new ForecastHistoryEndpoints(
                queries, new ForecastQueries(database.tenants(), QUESTION_PATIENCE), InstantSource.system()));
    }

    /// Opens what the roles say, over a database that stays the caller's to close.
    ///
    /// @throws PlatformException if the database can't be used, saying what to do
    static Optional<History> open(
            Parts parts, Database database, KafkaAccess kafka, SchemaRegistry registry, Closing closing) {
        if (!parts.has(Role.HISTORY) && !parts.has(Role.API)) {
            return Optional.empty();
        }
        HistorySettings settings = HistorySettings.of(kafka.properties(), parts.topics());
        return Optional.of(open(parts, database, settings, registry, closing));
    }

    private static History open(
            Parts parts, Database database, HistorySettings settings, SchemaRegistry registry, Closing closing) {
        try {
            History history = new History(database, parts.has(Role.API));
            if (parts.has(Role.HISTORY)) {
                history.write(database, settings, registry, parts.retention(), closing);
            }
            return history;
        } catch (SQLException | HistoryRefusedException refused) {
            throw new PlatformException(refused.getMessage(), refused);
        }
    }

    private void write(
            Database database,
            HistorySettings settings,
            SchemaRegistry registry,
            HistoryRetention.Terms terms,
            Closing closing)
            throws SQLException {
        HistorySink sink = HistorySink.start(settings, registry, database.sink());
        closing.add(sink::close);
        HistoryCheck check = HistoryCheck.start(database.sink(), CHECK_EVERY);
        closing.add(check::close);
        closing.add(HistoryRetention.start(database.sink(), terms, InstantSource.system(), FORGET_EVERY)::close);
        checks.add(new Probe("history", Set.of(Question.READY), () -> health(sink.status())));
        checks.add(new Probe("history-proof", Set.of(Question.READY), () -> health(check.found())));
        meters.add(new HistoryMeters(sink, check, InstantSource.system()));
    }

    /// A sink that waits for something does not make the node useless: it is behind, and says so.
    private static Health health(HistoryStatus status) {
        return switch (status.state()) {
            case WRITING, RETRYING -> new Health.Up();
            case STOPPED -> new Health.Down(status.cause());
        };
    }

    private static Health health(HistoryCheck.Found found) {
        return found.drift().signum() == 0 ? new Health.Up() : new Health.Down(found.cause());
    }

    @Override
    public List<HealthCheck> checks() {
        return List.copyOf(checks);
    }

    @Override
    public List<MeterBinder> meters() {
        return List.copyOf(meters);
    }

    /// Demand that the topic may have no more, if it is kept.
    static Optional<OlderDemand> olderDemand(DatabaseAccess access, Database database) {
        return access.keepsHistory()
                ? Optional.of(new StoredDemand(database.sink(), database.tenants()))
                : Optional.empty();
    }

    @Override
    public List<Endpoint> with(List<Endpoint> endpoints) {
        List<Endpoint> all = new ArrayList<>();
        told.ifPresentOrElse(
                history -> {
                    all.addAll(history.withTimes(endpoints));
                    all.addAll(history.endpoints());
                },
                () -> all.addAll(endpoints));
        return forecasts.map(past -> withForecasts(all, past)).orElse(all);
    }

    private static List<Endpoint> withForecasts(List<Endpoint> endpoints, ForecastHistoryEndpoints past) {
        List<Endpoint> all = new ArrayList<>(past.withAccuracy(endpoints));
        all.addAll(past.endpoints());
        return all;
    }
}
