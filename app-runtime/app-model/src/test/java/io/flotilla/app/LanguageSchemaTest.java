package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published schemas are those of the code. After a change of the language: `-Dflotilla.write-schemas=true`.
class LanguageSchemaTest {
    private static final Path FOLDER = Path.of(System.getProperty("flotilla.root"), "docs/schema");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonSchema APP = Schemas.compile(LanguageSchema.app());

    @Test
    void thePublishedSchemasAreUpToDate() throws IOException {
        published("app.schema.json", LanguageSchema.app());
        published("connector.schema.json", LanguageSchema.connector());
    }

    private static void published(String file, JsonNode schema) throws IOException {
        var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        var path = FOLDER.resolve(file);
        if (Boolean.getBoolean("flotilla.write-schemas")) Files.writeString(path, text);
        assertThat(path).as("run the tests with -Dflotilla.write-schemas=true").hasContent(text);
    }

    @Test
    void theSchemasAreSchemas() {
        assertThat(Schemas.compile(LanguageSchema.connector()).check(CanonicalJson.of(Samples.connector("""
                apiVersion: flotilla.io/v1
                kind: Connector
                metadata: {name: x}
                spec: {type: http, baseUrl: "https://x.org", operations: {a: {method: GET, path: /}}}
                """))))
                .isEmpty();
        assertThat(APP.check(CanonicalJson.of(Samples.read(AppReaderTest.WHOLE))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: transform, value | typ: transform, value",
                "name: sample | name: Sample",
                "kind: App | kind: Ap",
                "id: t | id: T",
                "steps: | stepz:"
            })
    void whatTheReaderRefusesTheSchemaRefuses(String part, String by) {
        var document = Samples.app("steps: [{id: t, type: transform, value: 1}]");
        var json = CanonicalJson.of(Samples.read(document));
        assertThat(APP.check(json)).isEmpty();
        var wrong = Samples.json(json.toString().replace(quoted(part.strip()), quoted(by.strip())));
        assertThat(wrong).isNotEqualTo(json);
        assertThat(APP.check(wrong)).isNotEmpty();
    }

    /// `name: x, other` as it stands in JSON.
    private static String quoted(String yaml) {
        var words = yaml.replace(" ", "").split("[:,]");
        var json = new StringBuilder("\"" + words[0] + "\":");
        if (words.length > 1) json.append('"').append(words[1]).append('"');
        if (words.length > 2) json.append(",\"").append(words[2]).append('"');
        return json.toString();
    }
}
