package io.millrace.forecasting.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A report for people: one HTML file that needs nothing else, in the style and with the plots that all reports share.
public final class ReportPage {
    private ReportPage() {}

    /// A page.
    ///
    /// @param owner the class beside which `<name>.html`, the page's sections, and `<name>.js` lie
    /// @param json what the script finds as `data`
    public static String of(Class<?> owner, String name, String title, String json) {
        return resource(ReportPage.class, "frame.html")
                .replace("/*TITLE*/", title)
                .replace("/*MAIN*/\n", resource(owner, name + ".html"))
                .replace("/*STYLE*/", resource(ReportPage.class, "report.css"))
                .replace("/*PLOTS*/", resource(ReportPage.class, "plots.js"))
                .replace("/*SCRIPT*/", resource(owner, name + ".js"))
                .replace("\"DATA\"", json);
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream stream = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The report's " + name + " cannot be read", broken);
        }
    }
}
