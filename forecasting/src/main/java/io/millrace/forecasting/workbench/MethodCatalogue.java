package io.millrace.forecasting.workbench;

import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.methods.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The methods that can be asked for by name: the default at both efforts, the local ones, and any that were added.
public final class MethodCatalogue {
    /// The name of the default, at the effort asked for.
    public static final String AUTO = "auto";

    private final List<ForecastMethod> methods;

    private MethodCatalogue(List<ForecastMethod> methods) {
        this.methods = methods;
    }

    /// All methods of this build, and those added. `auto` spends the effort given.
    public static MethodCatalogue of(Effort effort, List<? extends ForecastMethod> added, Progress progress) {
        List<ForecastMethod> methods = new ArrayList<>();
        methods.add(new AutoMethod(effort, progress));
        if (effort == Effort.BEST) {
            methods.add(new AutoMethod(Effort.FAST, progress));
        }
        methods.addAll(Methods.local());
        for (ForecastMethod method : added) {
            if (methods.stream().anyMatch(known -> known.name().equals(method.name()))) {
                throw new IllegalArgumentException(
                        "Two methods are called '" + method.name() + "'; give the added one a name of its own");
            }
            methods.add(method);
        }
        return new MethodCatalogue(methods);
    }

    public List<ForecastMethod> all() {
        return List.copyOf(methods);
    }

    public List<String> names() {
        return methods.stream().map(ForecastMethod::name).toList();
    }

    public Optional<ForecastMethod> find(String name) {
        if (name.equals(AUTO)) {
            return Optional.of(methods.getFirst());
        }
        return methods.stream().filter(method -> method.name().equals(name)).findFirst();
    }
}
