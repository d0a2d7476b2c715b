package io.millrace.forecasting.plugins;

import io.millrace.forecasting.ForecastMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Builds a plug-in from its source, as its author would: compiled against this module, with a manifest and a list of
/// its methods.
final class SamplePlugin {
    private static final String CLASS = "com.example.MedianMethod";

    private SamplePlugin() {}

    /// The source of the guide's example.
    static String source() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(SamplePlugin.class.getResourceAsStream("/plugins/MedianMethod.java"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A jar of that source, for a version of the interface; an empty version leaves the attribute out.
    static Path jar(Path jar, String source, String version) throws IOException {
        Path classes = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes");
        compile(source, classes);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!version.isEmpty()) {
            manifest.getMainAttributes().putValue(PluginFolder.API_ATTRIBUTE, version);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String entry = CLASS.replace('.', '/') + ".class";
            put(out, entry, Files.readAllBytes(classes.resolve(entry)));
            put(out, "META-INF/services/" + ForecastMethod.class.getName(), CLASS.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private static void compile(String source, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject unit =
                new SimpleJavaFileObject(
                        URI.create("string:///com/example/MedianMethod.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(complaints, null, null, options, null, List.of(unit))
                .call();
        if (!compiled) {
            throw new IllegalStateException("The sample plug-in does not compile:\n" + complaints);
        }
    }
}
