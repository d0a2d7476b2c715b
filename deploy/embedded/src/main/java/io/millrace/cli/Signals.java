package io.millrace.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears Ctrl-C and its like. Without it the JVM ends with 130 or 143 and is deaf to a second Ctrl-C.
///
/// The one use of reflection in the program: the JDK has no other way to hear signals than `sun.misc.Signal`, and the
/// compiler's warning about that class can't be switched off while warnings are errors. Kafka does the same.
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private Signals() {}

    /// Runs the action at each signal. One that whoever started us wants ignored (nohup, a background job) stays so.
    static void listen(Runnable action) {
        for (String name : NAMES) {
            try {
                listen(name, action);
            } catch (ReflectiveOperationException unavailable) {
                LOG.debug("Signal {} can't be listened to", name, unavailable);
            }
        }
    }

    private static void listen(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, given) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                    }
                    return null;
                });
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        try {
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (InvocationTargetException reserved) {
            LOG.debug("Signal {} is used by the JVM itself", name, reserved);
        }
    }
}
