package io.millrace.platform;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Signals Java can't send by itself, in PostgreSQL's use of them.
enum Signal {
    /// Disconnect clients, write everything, end.
    INTERRUPT("INT"),
    /// End at once and recover from the log at the next start.
    QUIT("QUIT");

    private static final long LONGEST_SECONDS = 5;

    private final String shellName;

    Signal(String shellName) {
        this.shellName = shellName;
    }

    /// Sends it; a process that is gone already is fine.
    void send(long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + shellName + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new PlatformException("Signal " + shellName + " can't be sent: /bin/sh does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
