package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.violation.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorReaderTest {
    private static final String SQL = """
            apiVersion: flotilla.io/v1
            kind: Connector
            metadata: {name: crm-database}
            spec:
              type: sql
              url: jdbc:postgresql://127.0.0.1:5432/crm
              user: crm_reader
              password: {secret: crm-password}
              statements:
                customerById:
                  sql: select name, segment from customer where id = :id
                  parameters: {id: {type: string, maxLength: 40}}
                  result: {type: object, properties: {name: {type: string}}}
                  rows: one
              limits: {timeout: 5s, maxRows: 100, maxBytes: 500KB}
            """;
    private static final String HTTP = """
            apiVersion: flotilla.io/v1
            kind: Connector
            metadata: {name: weather}
            spec:
              type: http
              baseUrl: https://api.example.com/v2
              allow: [cdn.example.com]
              headers: {Authorization: {secret: weather-key, prefix: "Bearer "}, Accept: application/json}
              operations:
                forecast:
                  method: GET
                  path: /cities/{city}/forecast
                  query: {days: "{days}"}
                  parameters: {city: {type: string}, days: {type: integer, default: 3}}
                  result: {type: object, properties: {summary: {type: string}}}
                report:
                  method: POST
                  path: /reports
                  headers: {X-City: "{city}"}
                  body: {text: "In {city}", days: "{days}"}
                  parameters: {city: {type: string}, days: {type: integer}}
            """;

    @Test
    void readsADatabase() {
        var connector = Samples.connector(SQL);
        var sql = (SqlConnector) connector.spec();
        assertThat(sql.password().secret()).isEqualTo("crm-password");
        assertThat(sql.limits().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(sql.limits().maxBytes()).isEqualTo(500_000);
        assertThat(connector.secrets()).containsExactly("crm-password");
        assertThat(connector.operations()).containsOnlyKeys("customerById");
    }

    @Test
    void readsAnApi() {
        var connector = Samples.connector(HTTP);
        assertThat(((HttpConnector) connector.spec()).operations()).containsOnlyKeys("forecast", "report");
        assertThat(connector.secrets()).containsExactly("weather-key");
    }

    @Test
    void aConnectorSurvivesTheWayThroughJson() {
        for (var document : List.of(SQL, HTTP)) {
            var connector = Samples.connector(document);
            assertThat(ConnectorReader.read(CanonicalJson.of(connector)))
                    .isInstanceOfSatisfying(
                            Reading.Read.class,
                            read -> assertThat(read.definition()).isEqualTo(connector));
        }
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SQL | {secret: crm-password} | hunter2 | too-large | /spec/password",
                "SQL | {secret: crm-password} | {sekret: x} | unknown-field | /spec/password/sekret",
                "SQL | 5432/crm | 5432/crm?user=a&password=b | literal-secret | /spec/url",
                "SQL | //127.0.0.1 | //me:pass@127.0.0.1 | literal-secret | /spec/url",
                "SQL | jdbc:postgresql | postgresql | wrong-form | /spec/url",
                "SQL | = :id | = :ident | unknown-parameter | /spec/statements/customerById/sql",
                "SQL | = :id | = '1' | unused-parameter | /spec/statements/customerById/parameters/id",
                "SQL | = :id | = :id; drop table customer | wrong-form | /spec/statements/customerById/sql",
                "SQL | type: string, maxLength | type: strin, maxLength | invalid-schema | /spec/statements/customerById/parameters/id/type",
                "SQL | type: sql | type: mcp | not-yet | /spec/type",
                "SQL | timeout: 5s | timeout: 1h | out-of-range | /spec/limits/timeout",
                "HTTP | {secret: weather-key, prefix: \"Bearer \"} | Bearer abc | literal-secret | /spec/headers/Authorization",
                "HTTP | https://api | ftp://api | wrong-form | /spec/baseUrl",
                "HTTP | https://api | https://me:secret@api | literal-secret | /spec/baseUrl",
                "HTTP | method: GET | method: TRACE | unknown-word | /spec/operations/forecast/method",
                "HTTP | {city}/forecast | {town}/forecast | unknown-parameter | /spec/operations/forecast",
                "HTTP | /cities | cities | wrong-form | /spec/operations/forecast/path",
                "HTTP | kind: Connector | kind: App | unknown-word | /kind"
            })
    void refuses(String kind, String part, String by, String code, String pointer) {
        var document = kind.equals("SQL") ? SQL : HTTP;
        assertThat(document).contains(part);
        var violations = violations(document.replace(part, by));
        assertThat(violations)
                .extracting(Violation::code)
                .as(violations.toString())
                .contains(code);
        assertThat(violations).extracting(Violation::pointer).contains(pointer);
        assertThat(violations).allSatisfy(HostileDocumentsTest::speaksToItsAuthor);
        assertThat(violations.toString()).doesNotContain("hunter2", "me:pass", "me:secret", "Bearer abc");
    }

    private static List<Violation> violations(String document) {
        return switch (ConnectorReader.read(Samples.bytes(document), "connector.yaml")) {
            case Reading.Refused<ConnectorDefinition> refused -> refused.violations();
            case Reading.Read<ConnectorDefinition> read -> List.of();
        };
    }
}
