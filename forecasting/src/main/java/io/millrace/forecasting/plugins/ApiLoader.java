package io.millrace.forecasting.plugins;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// What a plug-in sees of this program: the JDK and `io.millrace.forecasting`, and none of the libraries around it, so
/// that it can bring its own in any version.
final class ApiLoader extends ClassLoader {
    private static final String API = "io.millrace.forecasting.";
    private static final String ANNOTATIONS = "org.jspecify.annotations.";

    private final ClassLoader program;

    ApiLoader(ClassLoader program) {
        super("forecasting-api", ClassLoader.getPlatformClassLoader());
        this.program = program;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(API) || name.startsWith(ANNOTATIONS)) {
            return program.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.emptyEnumeration();
    }
}
