package io.millrace.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.millrace.config.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sends everything that is logged to one file, as JSON lines, and nothing to the console.
///
/// The file is rolled at 20 MB and five old ones are kept, so logs never take more than 120 MB. Libraries that log
/// through java.util.logging end up there too. Millrace itself logs at `log.level`; libraries only warnings, at `debug`
/// what they call info, at `trace` what they call debug.
public final class Logging implements AutoCloseable {
    static final int OLD_FILES_MAX = 5;
    private static final long FILE_BYTES_MAX = 20L * FileSize.MB_COEFFICIENT;

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
