package io.millrace.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Builds the plug-in of the guide for data teams, from the source that is printed there.
final class GuidePlugin {
    private static final String CLASS = "com/example/MedianMethod";

    private GuidePlugin() {}

    /// Puts `plugins/median.jar` into a folder.
    static void build(Path folder, String guide) throws IOException {
        int from = guide.indexOf("```java") + "```java".length();
        Path source = Files.writeString(
                folder.resolve("MedianMethod.java"), guide.substring(from, guide.indexOf("```", from)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("The guide's plug-in does not compile");
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Millrace-Forecasting-Api", "1");
        Path jar = Files.createDirectories(folder.resolve("plugins")).resolve("median.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(CLASS + ".class"));
            out.write(Files.readAllBytes(folder.resolve(CLASS + ".class")));
            out.putNextEntry(new JarEntry("META-INF/services/io.millrace.forecasting.ForecastMethod"));
            out.write(CLASS.replace('/', '.').getBytes(StandardCharsets.UTF_8));
        }
    }
}
