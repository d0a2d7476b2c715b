package io.millrace.forecasting.plugins;

import io.millrace.forecasting.ForecastMethod;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The methods in the jars of a folder, found by `ServiceLoader`, each jar in a class loader of its own that sees the
/// JDK and `io.millrace.forecasting`.
///
/// A jar says in its manifest which version of this interface it was built for (`Millrace-Forecasting-Api: 1`) and
/// names its classes in `META-INF/services/io.millrace.forecasting.ForecastMethod`. The folder is refused as a whole
/// if one jar cannot be used, with the jar's name and what to do: a method that is silently not there would be missed
/// late.
///
/// Close it when its methods are no longer used.
public final class PluginFolder implements AutoCloseable {
    /// The version of the interface that methods are built for. It grows when a plug-in would have to be changed.
    public static final int API_VERSION = 1;

    /// The manifest's attribute that names that version.
    public static final String API_ATTRIBUTE = "Millrace-Forecasting-Api";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, Plugin> plugins = new LinkedHashMap<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();

    private PluginFolder() {}

    private record Plugin(Path jar, ForecastMethod method) {}

    /// Loads every jar of a folder, in the order of their names. `taken` are names no plug-in may have.
    public static PluginFolder load(Path folder, List<String> taken) {
        PluginFolder loaded = new PluginFolder();
        try {
            for (Path jar : jars(folder)) {
                loaded.add(jar, taken);
            }
            return loaded;
        } catch (PluginException refused) {
            loaded.close();
            throw refused;
        }
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PluginException(
                    "There is no folder " + folder + " of plug-ins; create it and put jars into it, or leave it out");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new PluginException("There is no jar in " + folder + "; put plug-ins into it, or leave it out");
            }
            return jars;
        } catch (IOException broken) {
            throw new PluginException(folder + " cannot be listed: " + broken.getMessage(), broken);
        }
    }

    private void add(Path jar, List<String> taken) {
        checkVersion(jar);
        ClassLoader program = PluginFolder.class.getClassLoader();
        URLClassLoader loader = new URLClassLoader(new URL[] {url(jar)}, new ApiLoader(program));
        loaders.add(loader);
        List<ForecastMethod> methods = methods(jar, loader);
        if (methods.isEmpty()) {
            throw new PluginException(jar.getFileName()
                    + " names no method; list its classes, a line each, in META-INF/services/"
                    + ForecastMethod.class.getName());
        }
        for (ForecastMethod method : methods) {
            addNamed(jar, method, taken);
        }
    }

    private void addNamed(Path jar, ForecastMethod method, List<String> taken) {
        String name = method.name();
        if (!NAME.matcher(name).matches()) {
            throw new PluginException("The method '" + name + "' of " + jar.getFileName()
                    + " cannot be asked for; name it with lower-case letters, digits and hyphens");
        }
        if (taken.contains(name)) {
            throw new PluginException("The method '" + name + "' of " + jar.getFileName()
                    + " has the name of one that is built in; give it a name of its own");
        }
        @Nullable Plugin before = plugins.putIfAbsent(name, new Plugin(jar, method));
        if (before != null) {
            throw new PluginException("Two plug-ins are called '" + name + "', in "
                    + before.jar().getFileName() + " and " + jar.getFileName()
                    + "; take one out, or rename it");
        }
    }

    private static List<ForecastMethod> methods(Path jar, URLClassLoader loader) {
        try {
            return ServiceLoader.load(ForecastMethod.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError broken) {
            String why = broken.getCause() == null
                    ? String.valueOf(broken.getMessage())
                    : broken.getMessage() + ", because of " + broken.getCause();
            throw new PluginException(
                    jar.getFileName() + " cannot be loaded: " + why + ". A plug-in is compiled for Java "
                            + Runtime.version().feature() + " or older, holds the libraries it needs, and its methods"
                            + " have a public constructor without parameters",
                    broken);
        }
    }

    private static void checkVersion(Path jar) {
        @Nullable String version = version(jar);
        if (version == null) {
            throw new PluginException(jar.getFileName() + " does not say which forecasting interface it was built for;"
                    + " put '" + API_ATTRIBUTE + ": " + API_VERSION + "' into its manifest");
        }
        if (!version.strip().equals(Integer.toString(API_VERSION))) {
            throw new PluginException(jar.getFileName() + " was built for version " + version.strip()
                    + " of the forecasting interface, and this program has version " + API_VERSION
                    + "; take a build of it for that version");
        }
    }

    private static @Nullable String version(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            @Nullable Manifest manifest = file.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue(API_ATTRIBUTE);
        } catch (IOException broken) {
            throw new PluginException(
                    jar.getFileName() + " is no jar that can be read: " + broken.getMessage()
                            + "; copy it anew, or take it out",
                    broken);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException impossible) {
            throw new PluginException(jar + " has a path that no address can be made of; move it", impossible);
        }
    }

    /// The methods found, in the order of their jars.
    public List<ForecastMethod> methods() {
        return plugins.values().stream().map(Plugin::method).toList();
    }

    /// Lets go of the jars. Methods that were loaded may not be used any more.
    @Override
    public void close() {
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException broken) {
                throw new PluginException("A plug-in's jar cannot be closed: " + broken.getMessage(), broken);
            }
        }
        loaders.clear();
    }
}
