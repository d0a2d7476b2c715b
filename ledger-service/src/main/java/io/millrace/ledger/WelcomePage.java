package io.millrace.ledger;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/// The first page: what runs here, and where.
final class WelcomePage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Millrace</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
              body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
              h1 { font-size: 1.6rem; margin-bottom: .25rem; }
              p { margin-top: 0; }
              table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }
              th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8884; }
              th { font-weight: 600; white-space: nowrap; }
              code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; }
            </style>
            <h1>Millrace is running</h1>
            <p>Inventory and replenishment that follow every sale as it happens.</p>
            <table>
            {rows}</table>
            <p><a href="/api">What can be asked: /api</a><br>
            <a href="/observe/health">How it is: /observe/health</a><br>
            <a href="/observe/metrics">What is measured: /observe/metrics</a></p>
            </html>
            """;

    private final String html;

    WelcomePage(Map<String, URI> addresses) {
        String rows = addresses.entrySet().stream()
                .map(entry -> "  <tr><th scope=\"row\">" + escaped(entry.getKey()) + "</th><td><code>"
                        + escaped(entry.getValue().toString()) + "</code></td></tr>\n")
                .collect(Collectors.joining());
        html = PAGE.replace("{rows}", rows);
    }

    String html() {
        return html;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
