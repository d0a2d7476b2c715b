package io.millrace.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The folder that holds all data of one installation, owned by one process at a time.
///
/// Opening it takes a lock that the operating system releases with the process, however that ends: a lock file left
/// by kill -9 is no obstacle. A second owner is refused with the first one's process id.
public final class DataFolder implements AutoCloseable {
    static final String LOCK_FILE = "millrace.lock";
    static final String LAYOUT_FILE = "layout.version";
    static final int LAYOUT_VERSION = 1;

    private static final int LONGEST_LOCK_TEXT = 256;

    // POSIX drops a process's locks on a file when the process closes any descriptor of it, so within one JVM the lock
    // file must not even be opened twice. This is a fact about the process, hence the one static set in the module.
    private static final Set<Path> OPEN_IN_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockChannel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DataFolder(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /// Creates the folder if need be, takes the lock and checks that this version can read what is inside.
    public static DataFolder open(Path folder) {
        Path path = create(folder);
        if (!OPEN_IN_THIS_JVM.add(path)) {
            throw inUse(path, thisProcess());
        }
        DataFolder opened = null;
        try {
            opened = new DataFolder(path, lock(path));
            opened.checkLayout();
            return opened;
        } catch (IOException e) {
            abandon(opened, path);
            throw unusable(path, e);
        } catch (PlatformException e) {
            abandon(opened, path);
            throw e;
        }
    }

    /// The real path, free of symbolic links.
    public Path path() {
        return path;
    }

    /// A folder inside, for its owner alone, also if somebody else created it before.
    public Path folder(String name) {
        try {
            return SmallFiles.makePrivate(SmallFiles.createPrivateFolder(path.resolve(name)));
        } catch (IOException e) {
            throw unusable(path.resolve(name), e);
        }
    }

    /// Whether this is the folder at the given path, whatever way that path takes.
    boolean isAt(Path folder) {
        try {
            return Files.isSameFile(path, folder);
        } catch (IOException e) {
            return false; // It does not exist, while this one does.
        }
    }

    /// Gives the folder free. Closing twice is harmless.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (lockChannel) {
            lockChannel.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the lock on the data folder " + path, e);
        } finally {
            OPEN_IN_THIS_JVM.remove(path);
        }
    }

    private static void abandon(@Nullable DataFolder opened, Path path) {
        if (opened == null) {
            OPEN_IN_THIS_JVM.remove(path);
        } else {
            opened.close();
        }
    }

    private static Path create(Path folder) {
        requireNoComma(folder.toAbsolutePath());
        try {
            Path path = SmallFiles.createPrivateFolder(folder).toRealPath();
            requireNoComma(path);
            return path;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static void requireNoComma(Path path) {
        if (path.toString().contains(",")) {
            throw new PlatformException(
                    ("The data folder %s can't be used: it has a comma in its path, which Kafka takes for the end "
                                    + "of the path. Choose another folder with --data.")
                            .formatted(path));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path, ownerIn(channel));
            }
            locked = true;
            writeOwner(channel);
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(path, thisProcess());
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static void writeOwner(FileChannel channel) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseGet(Instant::now);
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(self.pid() + " since " + started + "\n"), 0);
        channel.force(true);
    }

    private static String thisProcess() {
        return "process " + ProcessHandle.current().pid() + " (this very process)";
    }

    private static String ownerIn(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_LOCK_TEXT);
        channel.read(text, 0);
        String owner = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
        int end = owner.indexOf(' ');
        return end < 0
                ? "another process"
                : "process " + owner.substring(0, end) + " (" + owner.substring(end + 1) + ")";
    }

    private void checkLayout() throws IOException {
        Path file = path.resolve(LAYOUT_FILE);
        if (!Files.exists(file)) {
            SmallFiles.write(file, LAYOUT_VERSION + "\n");
            return;
        }
        String found = Files.readString(file).strip();
        if (!found.matches("\\d{1,9}")) {
            throw new PlatformException(
                    ("The file %s should hold the number %d but holds \"%s\". Restore it from a backup, or "
                                    + "choose another folder with --data.")
                            .formatted(file, LAYOUT_VERSION, found));
        }
        if (Integer.parseInt(found) > LAYOUT_VERSION) {
            throw new PlatformException(
                    ("The data folder %s was written by a newer Millrace (layout %s; this version knows up "
                                    + "to %d). Run that version, or choose another folder with --data.")
                            .formatted(path, found, LAYOUT_VERSION));
        }
    }

    private static PlatformException inUse(Path path, String owner) {
        return new PlatformException(
                "The data folder %s is in use by %s. Stop it, or choose another folder with --data."
                        .formatted(path, owner));
    }

    private static PlatformException unusable(Path path, IOException cause) {
        String reason = switch (cause) {
            case AccessDeniedException _ -> "this user has no right to write there";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            default -> String.valueOf(cause.getMessage());
        };
        return new PlatformException(
                "The data folder %s can't be used: %s. Choose another folder with --data.".formatted(path, reason),
                cause);
    }
}
