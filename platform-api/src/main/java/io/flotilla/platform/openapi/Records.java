package io.flotilla.platform.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/// What records say of their JSON. A component that is not nullable is there. A nullable one of a request may be null
/// or left out; of an answer it is null, or left out where Jackson is told so.
final class Records {
    /// Not the language's own: they share names, and no answer holds them.
    private static final Pattern WHERE = Pattern.compile("io\\.flotilla\\.(platform|messages)\\..*");

    private final IndexView index;
    private final List<ClassInfo> records;

    Records(IndexView index) {
        this.index = index;
        var byName = new TreeMap<String, ClassInfo>(); // several indexes hold some of them
        for (ClassInfo each : index.getKnownClasses()) {
            if (each.isRecord()) byName.put(each.name().toString(), each);
        }
        byName.keySet().removeIf(name -> !WHERE.matcher(name).matches());
        this.records = List.copyOf(byName.values());
    }

    void refine(String name, Schema schema, boolean request) {
        if (schema.getProperties() == null) return;
        if (request) schema.setAdditionalPropertiesBoolean(false);
        of(name, schema.getProperties().keySet()).ifPresent(record -> properties(record)
                .forEach(each -> refine(each, schema, request)));
    }

    private static void refine(Property property, Schema schema, boolean request) {
        var found = schema.getProperties().get(property.name());
        if (found == null) return;
        boolean required = request
                ? !property.nullable()
                : switch (property.inclusion()) {
                    case NON_EMPTY -> false;
                    case NON_NULL -> !property.nullable();
                    default -> true;
                };
        if (required) schema.addRequired(property.name());
        if (property.nullable() && (request || property.inclusion() == Include.ALWAYS)) {
            schema.addProperty(property.name(), orNull(found));
        }
        if (property.nullableValues()) found.setAdditionalPropertiesSchema(orNull(found.getAdditionalPropertiesSchema()));
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        if (schema.getType() != null) schema.addType(SchemaType.NULL);
        return schema;
    }

    /// Several records may have one simple name: the properties tell them apart, and an answer's own comes first.
    private Optional<ClassInfo> of(String name, Set<String> properties) {
        var simple = name.startsWith("Page") ? "Page" : name;
        var fitting = records.stream()
                .filter(each -> name(each).equals(simple))
                .filter(each -> properties(each).map(Property::name).toList().containsAll(properties))
                .toList();
        return fitting.stream()
                .max(Comparator.comparing(each -> each.name().toString().startsWith("io.flotilla.platform.")));
    }

    /// As the scanner calls it.
    private static String name(ClassInfo record) {
        var schema = record.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return schema == null || schema.value("name") == null ? record.simpleName() : schema.value("name").asString();
    }

    private Stream<Property> properties(ClassInfo record) {
        return record.recordComponentsInDeclarationOrder().stream().flatMap(each -> {
            if (annotation(record, each, JsonUnwrapped.class) == null) return Stream.of(property(record, each));
            return properties(index.getClassByName(each.type().name()));
        });
    }

    private static Property property(ClassInfo record, RecordComponentInfo component) {
        var include = annotation(record, component, JsonInclude.class);
        if (include == null) include = record.declaredAnnotation(JsonInclude.class);
        var inclusion = include == null || include.value() == null
                ? Include.ALWAYS
                : Include.valueOf(include.value().asEnum());
        var type = component.type();
        return new Property(component.name(), nullable(type), nullableValues(type), inclusion);
    }

    // not on the component: Jackson's annotations go to the field
    private static @Nullable AnnotationInstance annotation(
            ClassInfo record, RecordComponentInfo component, Class<? extends Annotation> type) {
        return record.field(component.name()).annotation(type);
    }

    private static boolean nullable(Type type) {
        return type.hasAnnotation(DotName.createSimple(Nullable.class));
    }

    private static boolean nullableValues(Type type) {
        if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) return false;
        var arguments = type.asParameterizedType().arguments();
        return arguments.size() == 2 && nullable(arguments.get(1));
    }

    private record Property(String name, boolean nullable, boolean nullableValues, Include inclusion) {}
}
