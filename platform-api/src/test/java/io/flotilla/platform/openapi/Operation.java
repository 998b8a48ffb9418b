package io.flotilla.platform.openapi;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One operation as the platform's own description has it.
///
/// @param path      with its parameters: `/v1/apps/{app}`
/// @param ofTenant  whether it is made within a tenant; else it is an operator's
/// @param query     the names of its query parameters
/// @param body      what it takes, if it takes anything
/// @param streams   whether its answer goes on for as long as something happens
record Operation(
        String method, String path, boolean ofTenant, List<String> query, Optional<Body> body, boolean streams) {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /// All there are.
    static List<Operation> all() {
        var document = given().accept("application/json").get("/q/openapi").jsonPath();
        return document.<String, Object>getMap("paths").entrySet().stream()
                .flatMap(path -> map(path.getValue()).entrySet().stream()
                        .map(each -> of(each.getKey(), path.getKey(), map(each.getValue()), document)))
                .toList();
    }

    /// What its path's last parameter is one of, such as `/v1/apps/{app}/versions`; nothing if it has none.
    Optional<String> collection() {
        return collections().reduce((one, next) -> next);
    }

    /// Its address, with a name or id for each of what its parameters stand for.
    ///
    /// @param names by collection
    String address(UnaryOperator<String> names) {
        var collections = collections().iterator();
        return PARAMETER.matcher(path).replaceAll(each -> names.apply(collections.next()));
    }

    /// Whether it writes something under a name of its caller's choice.
    boolean takesAName() {
        return method.equals("PUT") && path.equals(collection().map(each -> each + "/" + lastPart()).orElse(""));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private String lastPart() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Stream<String> collections() {
        return PARAMETER.matcher(path).results().map(each -> path.substring(0, each.start() - 1));
    }

    private static Operation of(String method, String path, Map<String, Object> words, JsonPath document) {
        var parameters = words.get("parameters") instanceof List<?> list
                ? list.stream().map(Operation::map).toList()
                : List.<Map<String, Object>>of();
        var answers = map(words.get("responses")).values().stream()
                .flatMap(each -> map(map(each).getOrDefault("content", Map.of())).keySet().stream())
                .toList();
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                parameters.stream().anyMatch(each -> String.valueOf(each.get("$ref")).endsWith("/Flotilla-Tenant")),
                parameters.stream()
                        .filter(each -> "query".equals(each.get("in")))
                        .map(each -> (String) each.get("name"))
                        .toList(),
                Optional.ofNullable(words.get("requestBody")).map(each -> Body.of(map(each), document)),
                method.equals("get") && answers.contains("text/event-stream"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    /// What an operation takes.
    ///
    /// @param open whether it takes properties of any name
    record Body(boolean required, String type, Object example, List<String> properties, boolean open) {
        private static Body of(Map<String, Object> words, JsonPath document) {
            var content = map(words.get("content"));
            var type = content.containsKey("application/json") ? "application/json" : "application/yaml";
            var media = map(content.get(type));
            var schema = map(media.get("schema"));
            if (schema.get("$ref") instanceof String target) {
                var name = target.substring(target.lastIndexOf('/') + 1);
                schema = document.getMap("components.schemas.'%s'".formatted(name));
            }
            return new Body(
                    Boolean.TRUE.equals(words.get("required")),
                    type,
                    media.get("example"),
                    List.copyOf(map(schema.getOrDefault("properties", Map.of())).keySet()),
                    !Boolean.FALSE.equals(schema.get("additionalProperties")));
        }

        boolean json() {
            return type.equals("application/json");
        }
    }
}
