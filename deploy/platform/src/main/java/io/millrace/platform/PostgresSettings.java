package io.millrace.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The server's settings. They go on its command line, where no edited configuration file can overrule them.
final class PostgresSettings {
    /// What must hold for a commit to survive a power cut, checked after every start.
    static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private PostgresSettings() {}

    static List<String> arguments(Path database, int port, EmbeddedPostgres.Options options) {
        List<String> arguments = new ArrayList<>(List.of("-D", database.toString()));
        smallMachine(arguments);
        options.tuning().forEach((name, value) -> set(arguments, name, value));
        // After the tuning: of two settings of one name the server takes the last.
        String durable = options.flushesToDisk() ? "on" : "off";
        DURABLE.forEach(name -> set(arguments, name, durable));
        reach(arguments, port);
        set(arguments, "log_destination", "stderr");
        set(arguments, "logging_collector", "off");
        set(arguments, "log_line_prefix", "%m [%p] %u@%d ");
        set(arguments, "log_timezone", "UTC");
        set(arguments, "timezone", "UTC");
        return arguments;
    }

    private static void reach(List<String> arguments, int port) {
        set(arguments, "listen_addresses", Ports.LOOPBACK);
        set(arguments, "port", Integer.toString(port));
        set(arguments, "unix_socket_directories", "");
        set(arguments, "password_encryption", "scram-sha-256");
        set(arguments, "max_connections", "100");
    }

    private static void smallMachine(List<String> arguments) {
        set(arguments, "shared_buffers", "128MB");
        set(arguments, "work_mem", "4MB");
        set(arguments, "maintenance_work_mem", "64MB");
        set(arguments, "effective_cache_size", "512MB");
        set(arguments, "max_wal_size", "512MB");
        set(arguments, "max_worker_processes", "4");
        set(arguments, "max_parallel_workers", "2");
        set(arguments, "io_method", "sync");
        set(arguments, "jit", "off");
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            set(arguments, "wal_sync_method", "fsync_writethrough"); // What survives a power cut on a Mac.
        }
    }

    private static void set(List<String> arguments, String name, String value) {
        arguments.add("-c");
        arguments.add(name + "=" + value);
    }
}
