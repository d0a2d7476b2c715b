package io.millrace.ledger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/// An OpenAPI document as a page: complete in itself, readable without scripts.
final class ApiPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
              body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
              h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
              details { border: 1px solid #8884; border-radius: .4rem; margin: .5rem 0; padding: .4rem .8rem; }
              summary { cursor: pointer; overflow-wrap: anywhere; }
              table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .92rem; }
              th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
                border-bottom: 1px solid #8883; }
              code, pre { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
              pre { overflow-x: auto; background: #8881; padding: .6rem; }
              .verb { display: inline-block; min-width: 4.2rem; font-weight: 700; }
              .muted { opacity: .75; }
            </style>
            """;

    private final ObjectNode document;
    private final StringBuilder html = new StringBuilder(64_000);

    ApiPage(ObjectNode document) {
        this.document = document;
    }

    String html() {
        JsonNode info = document.path("info");
        html.append(HEAD.replace("{title}", escaped(info.path("title").asText())));
        element("h1", info.path("title").asText());
        element("p", info.path("description").asText());
        html.append("<p>For programs: <a href=\"/openapi\">/openapi</a> (OpenAPI 3.1).</p>\n");
        for (JsonNode tag : document.path("tags")) {
            element("h2", tag.path("name").asText());
            element("p", tag.path("description").asText());
            operations(tag.path("name").asText());
        }
        html.append("<h2>Schemas</h2>\n");
        for (Map.Entry<String, JsonNode> schema :
                document.at("/components/schemas").properties()) {
            html.append("<details id=\"").append(escaped(schema.getKey())).append("\"><summary><code>");
            html.append(escaped(schema.getKey())).append("</code> <span class=\"muted\">");
            html.append(escaped(schema.getValue().path("description").asText())).append("</span></summary>\n");
            fields(schema.getValue());
            html.append("</details>\n");
        }
        return html.append("</html>\n").toString();
    }

    private void operations(String tag) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().at("/tags/0").asText().equals(tag)) {
                    operation(operation.getKey(), path.getKey(), operation.getValue());
                }
            }
        }
    }

    private void operation(String verb, String path, JsonNode operation) {
        html.append("<details id=\"")
                .append(escaped(operation.path("operationId").asText()));
        html.append("\"><summary><span class=\"verb\">")
                .append(verb.toUpperCase(Locale.ROOT))
                .append("</span><code>");
        html.append(escaped(path))
                .append("</code> ")
                .append(escaped(operation.path("summary").asText()));
        html.append("</summary>\n");
        if (operation.has("description")) {
            element("p", operation.path("description").asText());
        }
        rows("Parameter", operation.path("parameters"));
        JsonNode body = operation.path("requestBody");
        if (!body.isMissingNode()) {
            element("p", "Body: " + body.path("description").asText());
            content(body.path("content"));
        }
        html.append("<table><tr><th>Answer</th><th></th><th></th></tr>\n");
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            html.append("<tr><td><code>").append(escaped(response.getKey())).append("</code></td><td>");
            html.append(escaped(response.getValue().path("description").asText()))
                    .append("</td><td>");
            content(response.getValue().path("content"));
            html.append("</td></tr>\n");
        }
        html.append("</table></details>\n");
    }

    private void rows(String title, JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.append("<table><tr><th>").append(title).append("</th><th>in</th><th>is</th><th></th></tr>\n");
        for (JsonNode parameter : parameters) {
            html.append("<tr><td><code>").append(escaped(parameter.path("name").asText()));
            html.append("</code>")
                    .append(parameter.path("required").asBoolean() ? " *" : "")
                    .append("</td><td>");
            html.append(escaped(parameter.path("in").asText())).append("</td><td>");
            html.append(shape(parameter.path("schema"))).append("</td><td>");
            html.append(escaped(parameter.path("description").asText())).append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private void content(JsonNode content) {
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            html.append("<code>").append(escaped(media.getKey())).append("</code> ");
            html.append(shape(media.getValue().path("schema"))).append("<br>\n");
        }
    }

    private void fields(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        if (properties.isEmpty()) {
            html.append("<p>").append(shape(schema)).append("</p>\n");
            return;
        }
        html.append("<table><tr><th>Field</th><th>is</th><th></th></tr>\n");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            boolean isRequired = schema.path("required").toString().contains("\"" + property.getKey() + "\"");
            html.append("<tr><td><code>").append(escaped(property.getKey())).append("</code>");
            html.append(isRequired ? " *" : "").append("</td><td>").append(shape(property.getValue()));
            html.append("</td><td>")
                    .append(escaped(property.getValue().path("description").asText()));
            html.append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private static String shape(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText();
            String component = escaped(name.substring(name.lastIndexOf('/') + 1));
            return "<a href=\"#" + component + "\">" + component + "</a>";
        }
        if (schema.has("oneOf")) {
            StringBuilder choices = new StringBuilder();
            for (JsonNode choice : schema.path("oneOf")) {
                choices.append(choices.isEmpty() ? "" : " or ").append(shape(choice));
            }
            return choices.toString();
        }
        if (schema.path("type").asText().equals("array")) {
            return "list of " + shape(schema.path("items"));
        }
        if (schema.has("enum")) {
            return "<code>" + escaped(schema.path("enum").toString()) + "</code>";
        }
        return escaped(schema.path("format").asText(schema.path("type").asText()));
    }

    private void element(String name, String text) {
        html.append('<').append(name).append('>').append(escaped(text));
        html.append("</").append(name).append(">\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
