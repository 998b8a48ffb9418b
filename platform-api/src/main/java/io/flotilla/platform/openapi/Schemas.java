package io.flotilla.platform.openapi;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/// Makes the scanned schemas say what is required and what may be null, under names that are made for readers.
final class Schemas {
    private static final String PREFIX = "#/components/schemas/";

    private final OpenAPI document;
    private final Components components;
    private final Records records;
    private final SchemaWords words;

    Schemas(OpenAPI document, IndexView index, SchemaWords words) {
        this.document = document;
        this.components = document.getComponents();
        this.records = new Records(index);
        this.words = words;
    }

    void refine() {
        for (var plain : Plain.values()) {
            everywhere(schema -> {
                if (plain.scanned.equals(target(schema))) plain.write(schema);
            });
            components.removeSchema(plain.scanned);
        }
        var requests = reachable(requestBodies());
        components.getSchemas().forEach((name, schema) -> records.refine(name, schema, requests.contains(name)));
        rename();
        keepOnlyReached();
        components.getSchemas().forEach(words::speak);
    }

    private void rename() {
        var names = new TreeMap<String, String>();
        for (String scanned : components.getSchemas().keySet()) {
            var name = words.name(scanned);
            names.put(scanned, names.containsValue(name) ? scanned : name);
        }
        var renamed = new TreeMap<String, Schema>();
        components.getSchemas().forEach((scanned, schema) -> renamed.put(names.getOrDefault(scanned, scanned), schema));
        components.setSchemas(renamed);
        everywhere(schema -> {
            var target = target(schema);
            if (target != null) schema.setRef(PREFIX + names.getOrDefault(target, target));
        });
    }

    /// What is left of refs that went.
    private void keepOnlyReached() {
        var reached = reachable(Stream.concat(
                Stream.of("Problem"),
                operations().flatMap(Schemas::all).map(Schemas::target).filter(each -> each != null)));
        var kept = new TreeMap<>(components.getSchemas());
        kept.keySet().retainAll(reached);
        components.setSchemas(kept);
    }

    private Stream<String> requestBodies() {
        return operations()
                .filter(each -> each.getRequestBody() != null)
                .flatMap(each -> all(each.getRequestBody().getContent()))
                .map(Schemas::target)
                .filter(each -> each != null);
    }

    private Set<String> reachable(Stream<String> from) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(from.toList());
        while (!open.isEmpty()) {
            var name = open.pop();
            var schema = components.getSchemas().get(name);
            if (schema == null || !reached.add(name)) continue;
            all(schema).map(Schemas::target).filter(each -> each != null).forEach(open::push);
        }
        return reached;
    }

    private void everywhere(Consumer<Schema> visit) {
        Set<Schema> each = Collections.newSetFromMap(new IdentityHashMap<>());
        components.getSchemas().values().stream().flatMap(Schemas::all).forEach(each::add);
        operations().flatMap(Schemas::all).forEach(each::add);
        each.forEach(visit);
    }

    private Stream<Operation> operations() {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(each -> each.getOperations().values().stream());
    }

    private static Stream<Schema> all(Operation operation) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        return Stream.of(
                        parameters.stream().map(Parameter::getSchema).flatMap(Schemas::all),
                        operation.getRequestBody() == null
                                ? Stream.<Schema>of()
                                : all(operation.getRequestBody().getContent()),
                        operation.getResponses().getAPIResponses().values().stream()
                                .flatMap(each -> all(each.getContent())))
                .flatMap(each -> each);
    }

    private static Stream<Schema> all(@Nullable Content content) {
        if (content == null) return Stream.of();
        return MediaTypes.of(content).values().stream()
                .map(MediaType::getSchema)
                .flatMap(Schemas::all);
    }

    /// A schema and everything in it, without following references.
    private static Stream<Schema> all(@Nullable Schema schema) {
        if (schema == null) return Stream.of();
        var properties = schema.getProperties() == null ? Map.<String, Schema>of() : schema.getProperties();
        return Stream.of(
                        Stream.of(schema),
                        properties.values().stream().flatMap(Schemas::all),
                        all(schema.getItems()),
                        all(schema.getAdditionalPropertiesSchema()),
                        each(schema.getAnyOf()),
                        each(schema.getOneOf()),
                        each(schema.getAllOf()))
                .flatMap(each -> each);
    }

    private static Stream<Schema> each(@Nullable List<Schema> schemas) {
        return schemas == null ? Stream.of() : schemas.stream().flatMap(Schemas::all);
    }

    private static @Nullable String target(Schema schema) {
        var ref = schema.getRef();
        return ref == null ? null : ref.substring(ref.lastIndexOf('/') + 1);
    }

    /// What the scanner takes for schemas of their own, and is plain text or any JSON.
    private enum Plain {
        ID("UUID"),
        TIME("Instant"),
        DAY("LocalDate"),
        MONTH("YearMonth"),
        JSON("JsonNode");

        private final String scanned;

        Plain(String scanned) {
            this.scanned = scanned;
        }

        private void write(Schema schema) {
            schema.setRef(null);
            switch (this) {
                case ID -> schema.addType(Schema.SchemaType.STRING).setFormat("uuid");
                case TIME -> schema.addType(Schema.SchemaType.STRING).setFormat("date-time");
                case DAY -> schema.addType(Schema.SchemaType.STRING).setFormat("date");
                case MONTH -> schema.addType(Schema.SchemaType.STRING).setPattern("^\\d{4}-\\d{2}$");
                case JSON -> schema.setDescription("Any JSON.");
            }
        }
    }
}
