package io.flotilla.toolchain.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// An app's inputs on the command line: a JSON file, single values, or both; a single value wins.
final class InputOptions {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(
            names = {"-f", "--inputs"},
            paramLabel = "FILE",
            description = "The inputs as a JSON object; - reads standard input.")
    @Nullable
    Path file;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "NAME=VALUE",
            description = "One input. A value that is JSON (a number, true, a list, an object) is taken as such.")
    Map<String, String> values = new LinkedHashMap<>();

    ObjectNode read() throws Unusable, IOException {
        var inputs = file == null ? JSON.createObjectNode() : object(file);
        values.forEach((name, value) -> inputs.set(name, value(value)));
        return inputs;
    }

    private static ObjectNode object(Path file) throws Unusable, IOException {
        var standardInput = file.toString().equals("-");
        try {
            var tree = JSON.readTree(standardInput ? System.in.readAllBytes() : Files.readAllBytes(file));
            if (tree instanceof ObjectNode object) return object;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Unusable(
                    "%s:%d:%d: not JSON: %s".formatted(file, at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
        }
        throw new Unusable(file + ": the inputs are one JSON object");
    }

    private static JsonNode value(String text) {
        try {
            var tree = JSON.readTree(text);
            if (!tree.isMissingNode() && !tree.isTextual()) return tree;
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
        return JSON.getNodeFactory().textNode(text);
    }
}
