package io.millrace.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.millrace.config.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sends everything that is logged to one file, as JSON lines; and to standard error what `log.console` says.
///
/// The file is rolled at 20 MB and five old ones are kept, so logs never take more than 120 MB. Libraries that log
/// through java.util.logging end up there too. Millrace itself logs at `log.level`; libraries only warnings, at `debug`
/// what they call info, at `trace` what they call debug.
public final class Logging implements AutoCloseable {
    static final int OLD_FILES_MAX = 5;
    private static final long FILE_BYTES_MAX = 20L * FileSize.MB_COEFFICIENT;

    /// They warn of what happens whenever a node starts and harms nothing: two clients that want the same internal
    /// topic created, and a shared table that is read up to its end before it is followed.
    private static final List<String> NEEDLESS_WARNINGS = List.of(
            "kafka.server.DefaultAutoTopicCreationManager",
            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils");

    private final LoggerContext context;

    private Logging(LoggerContext context) {
        this.context = context;
    }

    /// Starts logging to the file; folders that are missing, and the file, are created for their owner alone.
    ///
    /// @throws CommandFailure if the file can't be written
    public static Logging start(Log log) {
        prepare(log.file());
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        routeJavaUtilLogging(context);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(libraries(log.level()));
        root.addAppender(appender(log.file(), context));
        console(log.console(), context).ifPresent(root::addAppender);
        NEEDLESS_WARNINGS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        context.getLogger("io.millrace").setLevel(Level.toLevel(log.level().name()));
        org.slf4j.Logger uncaught = LoggerFactory.getLogger(Logging.class);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, trouble) -> uncaught.error("Thread {} ended with an exception", thread.getName(), trouble));
        return new Logging(context);
    }

    private static void prepare(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), PrivateFileAppender.OWNER_ONLY_FOLDER);
            if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
                throw new IOException("it is a folder or may not be written");
            }
        } catch (IOException unwritable) {
            throw new CommandFailure(
                    "The log file " + file + " can't be written: " + unwritable.getMessage(),
                    "Make its folder writable, or name another with log.file or --data.",
                    unwritable);
        }
    }

    private static void routeJavaUtilLogging(LoggerContext context) {
        LevelChangePropagator levels = new LevelChangePropagator();
        levels.setContext(context);
        levels.setResetJUL(true);
        levels.start();
        context.addListener(levels);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    static Level libraries(Log.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN, INFO -> Level.WARN;
            case DEBUG -> Level.INFO;
            case TRACE -> Level.DEBUG;
        };
    }

    private static Optional<ConsoleAppender<ILoggingEvent>> console(Log.Shown shown, LoggerContext context) {
        return switch (shown) {
            case OFF -> Optional.empty();
            case TEXT -> isTerminal() ? Optional.of(warnings(context)) : Optional.empty();
            case JSON -> Optional.of(standardError(new JsonLines(), context));
        };
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    /// What a person at the terminal should see; the file has all of it.
    private static ConsoleAppender<ILoggingEvent> warnings(LoggerContext context) {
        PatternLayoutEncoder words = new PatternLayoutEncoder();
        words.setPattern("%d{HH:mm:ss} %-5level %message%n%nopexception");
        ConsoleAppender<ILoggingEvent> appender = standardError(words, context);
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(Level.WARN.toString());
        threshold.start();
        appender.addFilter(threshold);
        return appender;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(Encoder<ILoggingEvent> encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("console");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> appender(Path file, LoggerContext context) {
        RollingFileAppender<ILoggingEvent> appender = new PrivateFileAppender();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());

        FixedWindowRollingPolicy old = new FixedWindowRollingPolicy();
        old.setContext(context);
        old.setParent(appender);
        old.setFileNamePattern(file + ".%i");
        old.setMinIndex(1);
        old.setMaxIndex(OLD_FILES_MAX);
        old.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(FILE_BYTES_MAX));
        size.start();

        JsonLines lines = new JsonLines();
        lines.setContext(context);
        lines.start();

        appender.setRollingPolicy(old);
        appender.setTriggeringPolicy(size);
        appender.setEncoder(lines);
        appender.start();
        return appender;
    }

    /// Writes out what is still in memory and lets go of the file.
    @Override
    public void close() {
        SLF4JBridgeHandler.uninstall();
        context.stop();
    }
}
