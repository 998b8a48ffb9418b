package io.flotilla.platform.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// Media types without the parameters that only the server reads (`text/csv;qs=0.1`), and with the schemas that
/// bytes and streams do not show to the scanner.
final class MediaTypes {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private MediaTypes() {}

    static void clean(Operation operation, Route route) {
        var request = operation.getRequestBody();
        if (request != null && request.getContent() != null) request.setContent(clean(request.getContent()));
        operation.getResponses().getAPIResponses().values().forEach(answer -> {
            if (answer.getContent() == null) return;
            answer.setContent(clean(answer.getContent()));
            var json = answer.getContent().getMediaType(JSON);
            if (json != null && route.answer() != null) json.setSchema(OASFactory.createSchema().ref(route.answer()));
        });
    }

    static Map<String, MediaType> of(Content content) {
        return content.getMediaTypes() == null ? Map.of() : content.getMediaTypes();
    }

    private static Content clean(Content content) {
        var clean = OASFactory.createContent();
        new TreeMap<>(of(content)).forEach((type, media) -> {
            var name = type.replaceFirst(";.*", "");
            clean.addMediaType(name, described(name, media));
        });
        return clean;
    }

    private static MediaType described(String type, MediaType media) {
        var schema = media.getSchema();
        if (schema == null) return type.equals(EVENTS) ? media.schema(event()) : media;
        if ("binary".equals(schema.getFormat())) media.setSchema(document(type));
        return media;
    }

    private static Schema event() {
        return OASFactory.createSchema().ref("InvocationEvent");
    }

    private static Schema document(String type) {
        return OASFactory.createSchema().addType(type.endsWith("json") ? SchemaType.OBJECT : SchemaType.STRING);
    }
}
