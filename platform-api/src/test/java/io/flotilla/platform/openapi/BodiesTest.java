package io.flotilla.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.platform.openapi.Operation.Body;
import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sends every write that the API describes what it does not take.
@PlatformTest
class BodiesTest {
    private static final String NOTHING = "";
    private static final List<String> NONSENSE =
            List.of("null", "[]", "\"text\"", "7", "true", "{", "[null]", "{\"a\":");

    /// What a caller might like to decide for themselves.
    private static final List<String> NOT_THEIRS =
            List.of("tenantId", "tenant", "id", "role", "prices", "permissions", "state", "createdBy", "revision");

    private Possessions things;

    @BeforeEach
    void things() {
        things = new Possessions();
    }

    @Test
    void aWriteThatNeedsABodyRefusesNoneAndNonsenseWithAProblem() {
        var before = things.readings();

        var wrong = new TreeMap<String, String>();
        for (Operation operation : Operation.all()) {
            if (!operation.body().map(Body::required).orElse(false)) continue;
            check(operation, NOTHING, wrong);
            NONSENSE.forEach(body -> check(operation, body, wrong));
        }

        assertThat(wrong).isEmpty();
        assertThat(things.readings()).isEqualTo(before);
    }

    @Test
    void aWriteThatNeedsNoBodyDoesNotBreakOnOne() {
        var wrong = new TreeMap<String, String>();
        for (Operation operation : Operation.all()) {
            if (operation.method().equals("GET")
                    || operation.body().map(Body::required).orElse(false)) continue;
            for (String body : List.of(NOTHING, "null", "[]", "{")) {
                var answer = sendToNothing(operation, body);
                if (answer.statusCode() >= 500) wrong.put(operation + " <- " + body, answer.asString());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noWriteTakesWhatIsNotTheCallersToSay() {
        var before = things.readings();

        var wrong = new TreeMap<String, String>();
        int tried = 0;
        for (Operation operation : Operation.all()) {
            var body = operation.body().orElse(null);
            if (body == null || body.open()) continue;
            for (String property : NOT_THEIRS) {
                if (body.properties().contains(property)) continue;
                tried++;
                var bold = new HashMap<String, Object>(asMap(body.example()));
                bold.put(property, "anything");
                var answer = send(operation, bold);
                if (!refuses(answer, property)) wrong.put(operation + " <- " + property, answer.asString());
            }
        }

        assertThat(tried).isGreaterThan(100);
        assertThat(wrong).isEmpty();
        assertThat(things.readings()).isEqualTo(before);
    }

    /// A property of any name is taken where names are the caller's own, or checked with the document.
    @Test
    void onlyLabelsAndDocumentsTakeAnyProperty() {
        var open = Operation.all().stream()
                .filter(each -> each.body().map(Body::open).orElse(false))
                .map(Operation::toString);

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "PUT /v1/apps/{app}",
                        "PUT /v1/connectors/{connector}",
                        "POST /v1/imports",
                        "PUT /v1/apps/{app}/labels",
                        "PUT /v1/apps/{app}/versions/{version}/labels");
    }

    private void check(Operation operation, String body, Map<String, String> wrong) {
        var answer = send(operation, body);
        boolean refused = answer.statusCode() >= 400 && answer.statusCode() < 500;
        boolean said = answer.contentType().startsWith("application/problem+json")
                && List.of("invalid-input", "invalid-definition")
                        .contains(answer.jsonPath().getString("code"))
                && !answer.jsonPath().getString("detail").isBlank();
        if (!refused || !said) {
            wrong.put("%s <- '%s'".formatted(operation, body), answer.statusCode() + " " + answer.asString());
        }
    }

    private static boolean refuses(Response answer, String property) {
        return answer.statusCode() == 400
                && List.of("unknown-property").equals(answer.jsonPath().<String>getList("errors.code"))
                && List.of("/" + property).equals(answer.jsonPath().<String>getList("errors.pointer"));
    }

    private Response send(Operation operation, Object content) {
        var request = things.caller(operation).config(Documents.YAML).accept("*/*");
        operation.body().ifPresent(body -> request.contentType(body.type()));
        if (!content.equals(NOTHING)) request.body(content);
        return request.request(operation.method(), operation.address(things::own));
    }

    private Response sendToNothing(Operation operation, String content) {
        var request = things.caller(operation).accept("*/*");
        if (!content.equals(NOTHING)) request.body(content);
        return request.request(operation.method(), operation.address(things::unknown));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object example) {
        return (Map<String, Object>) example;
    }
}
