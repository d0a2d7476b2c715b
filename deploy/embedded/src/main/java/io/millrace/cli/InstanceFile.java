package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.replenishment.reference.Instance;
import io.millrace.replenishment.reference.InstanceResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Inventory problems and their solutions as JSON, as docs/replenishment-instances.md describes them.
final class InstanceFile {
    private static final String INSTANCES = "instances";
    private static final String FORM =
            "Give {\"instances\": [...]}, a list of instances or one instance; docs/replenishment-instances.md shows them.";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private InstanceFile() {}

    static List<Instance> read(Path file) {
        List<Instance> instances = new ArrayList<>();
        for (Object element : elements(content(file), file)) {
            if (!(element instanceof Map<?, ?> object)) {
                throw new CommandFailure(file + " has an instance that is no object: " + element + ".", FORM);
            }
            instances.add(instance(file, object));
        }
        if (instances.isEmpty()) {
            throw new CommandFailure(file + " has no instances.", FORM);
        }
        return instances;
    }

    private static Object content(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Object.class);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure("There is no file " + file + ".", "Check the path; it starts here.", missing);
        } catch (JsonProcessingException wrong) {
            throw new CommandFailure(file + " is no JSON: " + wrong.getOriginalMessage() + ".", FORM, wrong);
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    "Cannot read " + file + ": " + unreadable.getMessage() + ".",
                    "Give a text file that you may read.",
                    unreadable);
        }
    }

    private static List<?> elements(Object content, Path file) {
        if (content instanceof List<?> list) {
            return list;
        }
        if (content instanceof Map<?, ?> object) {
            Object instances = object.get(INSTANCES);
            if (instances instanceof List<?> list) {
                return list;
            }
            if (instances == null && object.containsKey("kind")) {
                return List.of(object);
            }
        }
        throw new CommandFailure(file + " has no instances.", FORM);
    }

    private static Instance instance(Path file, Map<?, ?> object) {
        Map<String, Object> named = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value != null) {
                named.put(String.valueOf(name), value);
            }
        });
        try {
            return Instance.of(named);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(file + ": " + wrong.getMessage() + ".", FORM, wrong);
        }
    }

    static String json(List<InstanceResult> results) {
        try {
            return JSON.writeValueAsString(
                    Map.of("results", results.stream().map(InstanceFile::object).toList()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> object(InstanceResult result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", result.id());
        object.put("kind", result.kind());
        if (result.error() != null) {
            object.put("error", result.error());
        } else {
            object.put("parameters", result.parameters());
            if (result.cost() != null) {
                object.put("cost", result.cost());
            }
        }
        if (result.matched() != null) {
            object.put("matched", result.matched());
        }
        if (result.parametersEqual() != null) {
            object.put("parameters_equal", result.parametersEqual());
        }
        if (result.costDifference() != null) {
            object.put("cost_difference", result.costDifference());
        }
        return object;
    }
}
