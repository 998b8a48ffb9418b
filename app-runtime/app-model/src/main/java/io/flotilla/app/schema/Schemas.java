package io.flotilla.app.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpressionFactory;
import io.flotilla.app.violation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Checks and compiles JSON Schemas.
public final class Schemas {
    private static final int MOST_ERRORS = 50;
    private static final RegularExpressionFactory LINEAR = expression -> {
        var pattern = Pattern.compile(expression);
        return value -> pattern.matcher(value).find();
    };
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .regularExpressionFactory(LINEAR)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();
    private static final Schema META =
            registry().getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private Schemas() {}

    /// What is wrong with a schema; pointers start at the schema.
    public static List<Violation> check(JsonNode schema) {
        var found = new ArrayList<Violation>();
        SchemaRules.check(schema, found);
        if (!found.isEmpty()) return found;
        for (var error : META.validate(schema)) found.add(violation(error, "invalid-schema"));
        if (!found.isEmpty()) return found.subList(0, Math.min(found.size(), MOST_ERRORS));
        try {
            compile(schema).check(schema);
        } catch (RuntimeException | StackOverflowError e) {
            found.add(Violation.of("", "invalid-schema", "the schema cannot be used"));
        }
        return found;
    }

    /// Compiles a schema in which [#check] found nothing.
    public static JsonSchema compile(JsonNode schema) {
        var compiled = registry().getSchema(schema);
        compiled.initializeValidators();
        return value -> violations(compiled, value);
    }

    private static List<Violation> violations(Schema schema, JsonNode value) {
        try {
            return schema.validate(value).stream()
                    .limit(MOST_ERRORS)
                    .map(error -> violation(error, "invalid-value"))
                    .toList();
        } catch (StackOverflowError | InvalidSchemaException e) {
            return List.of(Violation.of("", "invalid-value", "the value is nested too deeply"));
        }
    }

    private static Violation violation(Error error, String code) {
        return Violation.of(error.getInstanceLocation().toString(), code, error.getMessage());
    }

    /// Knows the specification's own schemas and loads nothing else.
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(CONFIG));
    }

    /// Whether a pattern can be matched in linear time.
    static boolean isLinear(String pattern) {
        try {
            Pattern.compile(pattern);
            return pattern.length() <= 1_000;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
