package io.millrace.ledger.history.query;

import io.millrace.domain.LocationId;
import io.millrace.domain.Sku;
import io.millrace.ledger.http.Access;
import io.millrace.ledger.http.Answer;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Parameter;
import io.millrace.ledger.http.Problem;
import io.millrace.ledger.http.ProblemType;
import io.millrace.ledger.http.Reply;
import io.millrace.ledger.http.Request;
import io.millrace.ledger.http.ValueType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closed days of demand as the table that the workbench reads.
final class DemandExport {
    static final Logger LOG = LoggerFactory.getLogger(DemandExport.class);

    private static final String CSV = "text/csv";
    private static final String HEADING = "series_id,date,quantity,price,promo,in_stock,location,item\n";
    private static final double SHARE_DIGITS = 1e4;
    private static final int EXPORTS_MAX = 2;
    private static final int RETRY_SECONDS = 5;
    private static final Parameter<LocationId> LOCATION =
            Parameter.query("location", ValueType.LOCATION, "Only of this location");
    private static final Parameter<Sku> ITEM = Parameter.query("item", ValueType.ITEM, "Only of this item");
    private static final Parameter<LocalDate> FROM =
            Parameter.query("from", ValueType.DATE, "The first trading day; without it all there are");
    private static final Parameter<LocalDate> TO =
            Parameter.query("to", ValueType.DATE, "The last trading day; without it all there are");

    private final ForecastQueries queries;
    private final Semaphore exports = new Semaphore(EXPORTS_MAX);

    DemandExport(ForecastQueries queries) {
        this.queries = queries;
    }

    /// Which days.
    record Question(
            Optional<LocationId> location, Optional<Sku> item, Optional<LocalDate> from, Optional<LocalDate> to) {
        PreparedStatement prepare(Connection connection) throws SQLException {
            return new Query("""
                    select location_id, item_id, business_date, greatest(units - returns, 0) units, average_price,
                        promotion_id is not null promoted, open_minutes, in_stock_minutes
                    from demand_day where complete""")
                    .and("location_id = ?", location, LocationId::value)
                    .and("item_id = ?", item, Sku::value)
                    .and("business_date >= ?", from)
                    .and("business_date <= ?", to)
                    .then(" order by location_id, item_id, business_date")
                    .prepare(connection);
        }
    }

    Endpoint endpoint() {
        return Endpoint.get("/v1/demand", Access.READERS)
                .named("exportDemand", HistoryEndpoints.HISTORY, "The demand of closed days, as forecasts learn it")
                .described("What ./millrace forecast --data and backtest --data read: a row for each item, location and"
                        + " day on which something happened. A day without a row was one without a sale (--gaps zero).")
                .parameters(LOCATION, ITEM, FROM, TO)
                .answers(Answer.of(200, CSV, "The days, series by series, with a heading"))
                .problem(ProblemType.TOO_BUSY, "Other exports are under way")
                .handledBy(this::export);
    }

    private Reply export(Request request) {
        Question question =
                new Question(request.find(LOCATION), request.find(ITEM), request.find(FROM), request.find(TO));
        if (exports.availablePermits() == 0) {
            return Problem.of(
                            ProblemType.TOO_BUSY,
                            EXPORTS_MAX + " exports are under way, and no more are begun until one is done. Ask again"
                                    + " after a moment.")
                    .retryAfter(RETRY_SECONDS);
        }
        return new Reply.Flowing(200, CSV, Map.of(), out -> write(request, question, out));
    }

    /// An answer that breaks off is broken, not ended, so that nobody takes a part for the whole.
    private void write(Request request, Question question, OutputStream out) throws IOException {
        exports.acquireUninterruptibly();
        try {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write(HEADING);
            queries.demand(request.tenant(), question, row -> text.write(line(row)));
            text.flush();
        } catch (SQLException away) {
            LOG.warn("An export of demand broke off", away);
            throw new IOException("PostgreSQL does not answer as it should; export again", away);
        } finally {
            exports.release();
        }
    }

    private static String line(ResultSet row) throws SQLException {
        String location = row.getString("location_id");
        String item = row.getString("item_id");
        return location
                + '|'
                + item
                + ','
                + row.getString("business_date")
                + ','
                + plain(row.getBigDecimal("units"))
                + ','
                + plain(row.getBigDecimal("average_price"))
                + ','
                + (row.getBoolean("promoted") ? 1 : 0)
                + ','
                + share(row)
                + ','
                + location
                + ','
                + item
                + '\n';
    }

    private static String plain(BigDecimal value) {
        return value == null ? "" : value.stripTrailingZeros().toPlainString();
    }

    private static String share(ResultSet row) throws SQLException {
        float share = StoredDemand.share(row);
        return Float.isNaN(share) ? "" : Double.toString(Math.round(SHARE_DIGITS * share) / SHARE_DIGITS);
    }
}
