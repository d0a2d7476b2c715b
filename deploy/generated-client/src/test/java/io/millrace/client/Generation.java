package io.millrace.client;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openapitools.codegen.CodegenConstants;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/// Makes a Java client of an OpenAPI document, and compiles it.
final class Generation {
    private Generation() {}

    /// Writes the sources of a client.
    static void generate(Path document, Path sources) {
        CodegenConfigurator wanted = new CodegenConfigurator()
                .setInputSpec(document.toString())
                .setGeneratorName("java")
                .setLibrary("native")
                .setOutputDir(sources.toString())
                .setApiPackage("shop.api")
                .setModelPackage("shop.model")
                .setInvokerPackage("shop.client")
                .addAdditionalProperty("openApiNullable", false)
                .addAdditionalProperty("useJakartaEe", true)
                .addAdditionalProperty("hideGenerationTimestamp", true);
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        for (String part : List.of(
                CodegenConstants.API_TESTS,
                CodegenConstants.MODEL_TESTS,
                CodegenConstants.API_DOCS,
                CodegenConstants.MODEL_DOCS)) {
            generator.setGeneratorPropertyDefault(part, "false");
        }
        generator.opts(wanted.toClientOptInput()).generate();
    }

    /// Compiles all sources below some folders.
    ///
    /// @throws AssertionError with what the compiler says, if it does not accept them
    static void compile(Path classes, Path... folders) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(sources(folders));
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(said, files, null, options, null, sources).call()) {
                throw new AssertionError("the client does not compile:\n" + said);
            }
        }
    }

    private static List<Path> sources(Path... folders) {
        return Stream.of(folders).flatMap(Generation::below).toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the folder " + folder + " can't be read", unreadable);
        }
    }
}
