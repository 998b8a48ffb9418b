package io.flotilla.platform.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/// Named samples of the documents a tenant writes, and the way to put them.
public final class Documents {
    /// Sends YAML as the text it is.
    public static final RestAssuredConfig YAML = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                    .defaultContentCharset("UTF-8"));

    private Documents() {}

    /// An app of one prompt step, with a model called `large` and a fallback called `small`.
    public static String greeter(String greeting) {
        return """
                apiVersion: flotilla.io/v1
                kind: App
                metadata:
                  name: greeter
                  title: {zh: 问候, en: Greeter}
                spec:
                  scenario: finance.banking.complaint-reply
                  inputs:
                    type: object
                    required: [name]
                    properties:
                      name: {type: string, maxLength: 40}
                  models:
                    main: {use: large, fallback: [small]}
                  steps:
                    - id: greet
                      type: prompt
                      model: main
                      user: "%s, {{ inputs.name }}"
                  output: {text: "{{ steps.greet.text }}"}
                """.formatted(greeting);
    }

    /// An app that asks the connector `crm-database` for a customer.
    public static String lookUp() {
        return """
                apiVersion: flotilla.io/v1
                kind: App
                metadata: {name: look-up}
                spec:
                  scenario: finance.banking.complaint-reply
                  inputs: {type: object, required: [id], properties: {id: {type: string}}}
                  connectors: {crm: crm-database}
                  steps:
                    - id: customer
                      type: tool
                      connector: crm
                      operation: customerById
                      arguments: {id: "{{ inputs.id }}"}
                  output: "{{ steps.customer.name }}"
                """;
    }

    /// The connector `crm-database`, which needs the secret `crm-password`.
    public static String crmDatabase(String column) {
        return """
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
                      sql: select name, %s from customer where id = :id
                      parameters: {id: {type: string, maxLength: 40}}
                      result: {type: object, properties: {name: {type: string}}}
                      rows: one
                """.formatted(column);
    }

    /// Puts a YAML document as the tenant's key.
    public static ValidatableResponse put(TestTenant tenant, String address, String document) {
        return given().config(YAML)
                .auth()
                .oauth2(tenant.apiKey())
                .contentType("application/yaml")
                .body(document.getBytes(UTF_8))
                .put(address)
                .then();
    }

    /// Gives the tenant a provider `cloud` with a key, and the models of [#greeter].
    public static void models(TestTenant tenant) {
        tenant.asKey()
                .body(Map.of("baseUrl", "https://models.example/v1", "apiKey", "sk-cloud"))
                .put("/v1/providers/cloud")
                .then()
                .statusCode(201);
        var price = Map.of("currency", "CNY", "inputPerMillion", "0.8", "outputPerMillion", "2");
        tenant.asKey()
                .body(Map.of("provider", "cloud", "upstreamName", "large-2026", "price", price))
                .put("/v1/models/large")
                .then()
                .statusCode(201);
        tenant.asKey()
                .body(Map.of("provider", "cloud"))
                .put("/v1/models/small")
                .then()
                .statusCode(201);
    }

    /// Gives the tenant the connector of [#lookUp] and its secret.
    public static void connector(TestTenant tenant) {
        secret(tenant);
        put(tenant, "/v1/connectors/crm-database", crmDatabase("segment")).statusCode(201);
    }

    /// Writes the secret of [#crmDatabase].
    public static void secret(TestTenant tenant) {
        var written = tenant.asKey().body(Map.of("value", "open sesame")).put("/v1/secrets/crm-password");
        written.then().statusCode(lessThan(300));
    }

    /// The 404 that the tenant reads at an address, without what differs from request to request.
    public static Map<String, Object> notFound(TestTenant tenant, String address) {
        var body = tenant.asKey()
                .get(address)
                .then()
                .statusCode(404)
                .extract()
                .jsonPath()
                .<String, Object>getMap("");
        body.remove("traceId");
        return body;
    }
}
