package io.flotilla.platform.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What people say of operations: one file per tag, one entry per route.
///
///     POST /v1/api-keys:
///       id: createApiKey
///       summary: Create an API key
///       request: {name: reports, scopes: ["usage:read"]}     # an example
///       answers: {201: {id: ..., prefix: ..., key: ...}}     # an example for each status that is no problem
///
/// An example is JSON; one of another media type stands under its name, as does each where there are several.
final class Words {
    private static final int NO_CONTENT = 204;

    private final Map<String, Entry> entries;

    private Words(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
    }

    static Words read(List<Tag> tags) {
        var entries = new HashMap<String, Entry>();
        for (Tag tag : tags) {
            var file = tag.getName().toLowerCase(Locale.ROOT).replace(' ', '-') + ".yaml";
            Yaml.read(file).ifPresent(all -> all.forEach((place, words) -> {
                if (entries.put(place, new Entry(tag.getName(), Yaml.map(words))) != null) {
                    throw new IllegalStateException("two words for " + place);
                }
            }));
        }
        return new Words(entries);
    }

    Optional<Entry> of(String place) {
        return Optional.ofNullable(entries.get(place));
    }

    /// What is said of one route.
    record Entry(String tag, Map<String, Object> words) {
        void speak(Operation operation) {
            operation.setTags(List.of(tag));
            text("id").ifPresent(operation::setOperationId);
            text("summary").ifPresent(operation::setSummary);
            text("description").ifPresent(operation::setDescription);
            var query = words.get("query");
            if (query != null) {
                Yaml.map(query).forEach((name, of) -> operation.addParameter(parameter(name, Yaml.map(of))));
            }
            var request = words.get("request");
            if (request != null && operation.getRequestBody() != null) {
                example(operation.getRequestBody().getContent(), request);
            }
            var answers = words.get("answers");
            if (answers != null) answers(operation, Yaml.map(answers));
        }

        /// For a route that reads its query itself.
        private static Parameter parameter(String name, Map<String, Object> of) {
            var schema = OASFactory.createSchema().addType(SchemaType.STRING);
            if (of.get("format") instanceof String format) schema.setFormat(format);
            if (of.get("enum") instanceof List<?> values) values.forEach(schema::addEnumeration);
            var parameter = OASFactory.createParameter()
                    .name(name)
                    .in(Parameter.In.QUERY)
                    .description(String.valueOf(of.get("description")))
                    .example(of.get("example"));
            if (!of.containsKey("list")) return parameter.schema(schema);
            return parameter
                    .schema(OASFactory.createSchema().addType(SchemaType.ARRAY).items(schema))
                    .style(Parameter.Style.FORM)
                    .explode(false);
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(words.get(name)).map(Object::toString);
        }

        /// The statuses of the words are the statuses of the route; what they hold is what its method returns.
        private static void answers(Operation operation, Map<?, Object> examples) {
            var answers = operation.getResponses();
            var scanned = new TreeMap<>(answers.getAPIResponses());
            scanned.keySet().forEach(answers::removeAPIResponse);
            var returned = scanned.values().stream()
                    .flatMap(each -> Stream.ofNullable(each.getContent()))
                    .findFirst()
                    .orElseGet(OASFactory::createContent);
            examples.forEach((key, example) -> {
                var status = key.toString();
                var own = Optional.ofNullable(scanned.get(status)).map(APIResponse::getContent);
                answers.addAPIResponse(status, answer(Integer.parseInt(status), own.orElse(returned), example));
            });
        }

        private static APIResponse answer(int status, Content content, @Nullable Object example) {
            var answer = OASFactory.createAPIResponse().description(Answers.phrase(status));
            if (status == NO_CONTENT) return answer;
            var copy = OASFactory.createContent();
            MediaTypes.of(content)
                    .forEach((type, media) -> copy.addMediaType(
                            type, OASFactory.createMediaType().schema(media.getSchema())));
            if (example != null) example(copy, example);
            return answer.content(copy);
        }

        private static void example(Content content, Object example) {
            if (example instanceof Map<?, ?> map && map.keySet().stream().allMatch(each -> each.toString().contains("/"))) {
                map.forEach((type, value) -> example(content, type.toString(), value));
            } else example(content, "application/json", example);
        }

        private static void example(Content content, String type, Object example) {
            var known = Optional.ofNullable(content.getMediaType(type)).map(MediaType::getSchema);
            var schema = known.filter(each -> each.getRef() != null || each.getType() != null || each.getOneOf() != null);
            content.addMediaType(
                    type,
                    OASFactory.createMediaType().schema(schema.orElseGet(() -> any(example))).example(example));
        }

        private static Schema any(Object example) {
            return OASFactory.createSchema().addType(example instanceof String ? SchemaType.STRING : SchemaType.OBJECT);
        }
    }
}
