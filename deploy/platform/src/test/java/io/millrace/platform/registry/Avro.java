package io.millrace.platform.registry;

import java.util.List;
import org.apache.avro.Schema;

/// Schemas for tests.
final class Avro {
    private Avro() {}

    static Schema parse(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    static Schema record(String name, String... fields) {
        return parse(
                "{'type':'record','name':'" + name + "','namespace':'t','fields':[" + String.join(",", fields) + "]}");
    }

    static String field(String name, String type) {
        return "{'name':'" + name + "','type':" + type + "}";
    }

    static String field(String name, String type, String defaultValue) {
        return "{'name':'" + name + "','type':" + type + ",'default':" + defaultValue + "}";
    }

    static Submission submission(String json, SchemaReference... references) {
        return new Submission(json.replace('\'', '"'), List.of(references));
    }

    static Submission submission(Schema schema) {
        return new Submission(schema.toString(), List.of());
    }
}
