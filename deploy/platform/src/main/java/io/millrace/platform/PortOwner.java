package io.millrace.platform;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The process that listens on a port, as far as Linux lets us see it. For messages only.
record PortOwner(long pid, String name) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    static Optional<PortOwner> of(int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)).stream().skip(1))
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> isListening(columns, port))
                .flatMap(columns -> holder("socket:[" + columns[INODE] + "]").stream())
                .findFirst();
    }

    private static boolean isListening(String[] columns, int port) {
        if (columns.length <= INODE || !columns[STATE].equals(LISTENING)) {
            return false;
        }
        String local = columns[LOCAL_ADDRESS];
        return Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), HEXADECIMAL) == port;
    }

    private static Optional<PortOwner> holder(String socket) {
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> holds(pid, socket))
                .mapToObj(pid -> new PortOwner(pid, nameOf(pid)))
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false; // Gone meanwhile, or not ours to look into.
        }
    }

    private static String nameOf(long pid) {
        return lines(PROC.resolve(pid + "/comm")).stream().findFirst().orElse("unknown");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // No /proc here, or the process is gone.
        }
    }

    @Override
    public String toString() {
        return "process " + pid + " (" + name + ")";
    }
}
