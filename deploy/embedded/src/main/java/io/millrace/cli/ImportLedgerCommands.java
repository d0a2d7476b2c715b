package io.millrace.cli;

import io.millrace.cli.imports.LedgerImport;
import io.millrace.cli.imports.LedgerKind;
import io.millrace.config.Configuration;
import io.millrace.embedded.Connections;
import io.millrace.ledger.imports.RowReport;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The imports that take a shop live: what it sold, what it has, what it waits for.
final class ImportLedgerCommands {
    private static final String AGAIN = "Run it again after an interruption: rows that were done are told as REPEATED.";

    private ImportLedgerCommands() {}

    abstract static class LedgerCommand extends ImportFileCommand {
        private final LedgerKind kind;

        LedgerCommand(Program program, LedgerKind kind) {
            super(program);
            this.kind = kind;
        }

        Optional<Instant> countedAt() {
            return Optional.empty();
        }

        private LedgerImport of(Work work) {
            return new LedgerImport(
                    work.rows(), work.tenant(), kind, countedAt(), work.importId(), Clock.systemUTC(), work.progress());
        }

        @Override
        final void check(Work work, RowReport told) throws IOException {
            of(work).check(told);
        }

        @Override
        final void send(Work work, Configuration configuration, Connections connections, RowReport told)
                throws IOException {
            connections.ensureTenant(configuration, work.tenant());
            of(work).send(
                            connections.kafka().properties(),
                            configuration.topics().prefix(),
                            connections.registry(),
                            told);
        }
    }

    /// Loads past demand.
    @Command(
            name = "history",
            description = "Load what was sold before going live: it feeds forecasts and moves no stock.",
            footer = {"", "Days that are left out are unknown, not zero. Loading a day again replaces it.", AGAIN})
    static final class History extends LedgerCommand {
        History(Program program) {
            super(program, LedgerKind.HISTORY);
        }
    }

    /// Loads opening counts.
    @Command(
            name = "stock",
            description = "Load what is on the shelf at the begin, as opening counts.",
            footer = {"", AGAIN})
    static final class Stock extends LedgerCommand {
        @Option(
                names = "--counted-at",
                paramLabel = "TIME",
                description = "When rows were counted that don't say so, such as 2026-01-31T06:00:00Z.")
        private @Nullable String countedAt;

        Stock(Program program) {
            super(program, LedgerKind.STOCK);
        }

        @Override
        Optional<Instant> countedAt() {
            if (countedAt == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(Instant.parse(countedAt));
            } catch (DateTimeException wrong) {
                throw new CommandFailure(
                        "--counted-at: '" + countedAt + "' is no moment.",
                        "Give one such as 2026-01-31T06:00:00Z.",
                        wrong);
            }
        }
    }

    /// Loads open orders.
    @Command(
            name = "orders",
            description = "Load orders that were placed before going live and are still to come.",
            footer = {"", "Receipts that name the order and its line settle it.", AGAIN})
    static final class Orders extends LedgerCommand {
        Orders(Program program) {
            super(program, LedgerKind.ORDERS);
        }
    }
}
