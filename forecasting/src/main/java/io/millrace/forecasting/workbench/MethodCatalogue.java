package io.millrace.forecasting.workbench;

import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.auto.AutoMethod;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.methods.Methods;
import io.millrace.forecasting.newitems.LikeItems;
import io.millrace.forecasting.plugins.ExternalMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The methods that can be asked for by name: the default at both efforts, the local ones, and any that were added.
public final class MethodCatalogue {
    /// The name of the default, at the effort asked for.
    public static final String AUTO = "auto";

    private static final Duration EXTERNAL_LIMIT = Duration.ofMinutes(10);

    private final List<ForecastMethod> methods;
    private final Duration externalLimit;

    private MethodCatalogue(List<ForecastMethod> methods, Duration externalLimit) {
        this.methods = methods;
        this.externalLimit = externalLimit;
    }

    /// The names of all methods of this build, which no other may have.
    public static List<String> builtIn() {
        return of(Effort.BEST, List.of(), Progress.SILENT).names();
    }

    /// The same methods, commands asked for by `exec:` having so long.
    public MethodCatalogue withExternalLimit(Duration limit) {
        return new MethodCatalogue(methods, limit);
    }

    /// All methods of this build, and those added. `auto` spends the effort given.
    public static MethodCatalogue of(Effort effort, List<? extends ForecastMethod> added, Progress progress) {
        List<ForecastMethod> methods = new ArrayList<>();
        methods.add(new LikeItems(new AutoMethod(effort, progress)));
        if (effort == Effort.BEST) {
            methods.add(new LikeItems(new AutoMethod(Effort.FAST, progress)));
        }
        methods.addAll(Methods.local());
        for (ForecastMethod method : added) {
            if (methods.stream().anyMatch(known -> known.name().equals(method.name()))) {
                throw new IllegalArgumentException(
                        "Two methods are called '" + method.name() + "'; give the added one a name of its own");
            }
            methods.add(method);
        }
        return new MethodCatalogue(methods, EXTERNAL_LIMIT);
    }

    public List<ForecastMethod> all() {
        return List.copyOf(methods);
    }

    public List<String> names() {
        return methods.stream().map(ForecastMethod::name).toList();
    }

    /// The method of a name, or what a command makes of `exec:COMMAND`.
    public Optional<ForecastMethod> find(String name) {
        if (name.startsWith(ExternalMethod.PREFIX)) {
            return Optional.of(new ExternalMethod(name.substring(ExternalMethod.PREFIX.length()), externalLimit));
        }
        if (name.equals(AUTO)) {
            return Optional.of(methods.getFirst());
        }
        return methods.stream().filter(method -> method.name().equals(name)).findFirst();
    }
}
