package io.millrace.forecasting.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.Examples;
import io.millrace.forecasting.Forecast;
import io.millrace.forecasting.ForecastMethod;
import io.millrace.forecasting.Forecasters;
import io.millrace.forecasting.Horizon;
import io.millrace.forecasting.Progress;
import io.millrace.forecasting.auto.Effort;
import io.millrace.forecasting.contract.MethodContract;
import io.millrace.forecasting.workbench.MethodCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldForecastWithAMethodThatWasDroppedIntoTheFolder() throws IOException {
        SamplePlugin.jar(folder.resolve("median.jar"), SamplePlugin.source(), "1");

        try (PluginFolder plugins = PluginFolder.load(folder, MethodCatalogue.builtIn())) {
            MethodCatalogue catalogue = MethodCatalogue.of(Effort.FAST, plugins.methods(), Progress.SILENT);
            ForecastMethod median = catalogue.find("median").orElseThrow();
            Forecast forecast = Forecasters.forecast(median, List.of(Examples.daily(5, 1, 4, 2, 3)), new Horizon(2), 1)
                    .getFirst();

            assertThat(forecast.mean(2)).isEqualTo(3);
            assertThat(MethodContract.violations(median)).isEmpty();
            assertThat(median.getClass().getClassLoader())
                    .isNotSameAs(getClass().getClassLoader());
        }
    }

    @Test
    void shouldHideTheLibrariesAroundItWhenAPlugInLooksForThem() {
        ApiLoader loader = new ApiLoader(getClass().getClassLoader());

        assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource("plugins/MedianMethod.java")).isNull();
    }

    @Test
    void shouldSayWhatAPlugInBreaksWhenItIsHeldAgainstTheContract() throws IOException {
        String wrong = SamplePlugin.source()
                .replace("Arrays.fill(mean, curve.quantile(0.5))", "Arrays.fill(mean, known[0] + 1)");
        SamplePlugin.jar(folder.resolve("median.jar"), wrong, "1");

        try (PluginFolder plugins = PluginFolder.load(folder, List.of())) {
            List<String> violations =
                    MethodContract.violations(plugins.methods().getFirst());

            assertThat(violations).anyMatch(violation -> violation.contains("it throws at a series of DAILY steps"));
        }
    }

    @Test
    void shouldRefuseWhatItCannotLoadAndSayWhatToDo() throws IOException {
        assertThatThrownBy(() -> load("none"))
                .hasMessageContaining("There is no folder")
                .hasMessageContaining("none");
        assertThatThrownBy(() -> load("empty", "")).hasMessageContaining("There is no jar in");
        assertThatThrownBy(() -> load("old", "2"))
                .hasMessageContaining("a0.jar was built for version 2")
                .hasMessageContaining("this program has version 1");
        assertThatThrownBy(() -> load("unversioned", "-"))
                .hasMessageContaining("put 'Millrace-Forecasting-Api: 1' into its manifest");
        assertThatThrownBy(() -> load("twice", "1", "1"))
                .hasMessage("Two plug-ins are called 'median', in a0.jar and a1.jar; take one out, or rename it");
        Files.writeString(Files.createDirectory(folder.resolve("broken")).resolve("b.jar"), "no jar");
        assertThatThrownBy(() -> load("broken")).hasMessageContaining("b.jar is no jar that can be read");
    }

    @Test
    void shouldRefuseANameThatIsTakenOrCannotBeAskedFor() throws IOException {
        SamplePlugin.jar(folder.resolve("a.jar"), SamplePlugin.source().replace("\"median\"", "\"theta\""), "1");
        assertThatThrownBy(() -> PluginFolder.load(folder, MethodCatalogue.builtIn()))
                .hasMessageContaining("The method 'theta' of a.jar has the name of one that is built in");

        SamplePlugin.jar(folder.resolve("a.jar"), SamplePlugin.source().replace("\"median\"", "\"My Median\""), "1");
        assertThatThrownBy(() -> PluginFolder.load(folder, List.of())).hasMessageContaining("'My Median' of a.jar");
    }

    @Test
    void shouldNameTheJarWhenItsMethodCannotBeMade() throws IOException {
        String hidden = SamplePlugin.source()
                .replace("implements LocalMethod {", "implements LocalMethod {\n    private MedianMethod() {}\n");
        SamplePlugin.jar(folder.resolve("hidden.jar"), hidden, "1");

        assertThatThrownBy(() -> PluginFolder.load(folder, List.of()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("hidden.jar cannot be loaded")
                .hasMessageContaining("public constructor without parameters");
    }

    private void load(String name, String... versions) throws IOException {
        Path own = folder.resolve(name);
        for (int i = 0; i < versions.length; i++) {
            Files.createDirectories(own);
            if (!versions[i].isEmpty()) {
                SamplePlugin.jar(
                        own.resolve("a" + i + ".jar"),
                        SamplePlugin.source(),
                        versions[i].equals("-") ? "" : versions[i]);
            }
        }
        PluginFolder.load(own, List.of()).close();
    }
}
