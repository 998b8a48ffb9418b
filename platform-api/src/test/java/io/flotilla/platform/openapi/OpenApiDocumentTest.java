package io.flotilla.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.testing.PlatformTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@PlatformTest
class OpenApiDocumentTest {
    private static final Path PAGE = Path.of(System.getProperty("flotilla.root"), "docs/openapi.yaml");

    @Test
    void thePageIsWhatARunningPlatformServes() throws IOException {
        var served = given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("flotilla.write-openapi")) Files.writeString(PAGE, served);
        assertThat(PAGE)
                .as("after a change of the API: run this test with -Dflotilla.write-openapi=true")
                .hasContent(served);
    }

    @Test
    void everyOperationHasAnIdOfItsOwnAndASummaryFromItsWords() {
        var ids = operations().map(each -> (String) each.get("operationId")).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-zA-Z]+"));
        assertThat(operations()).allMatch(each -> each.containsKey("summary") && each.containsKey("tags"));
    }

    @Test
    void everyBodyHasAnExampleAndASchema() {
        var bare = new ArrayList<String>();
        operations()
                .forEach(operation -> contents(operation).forEach(content -> {
                    var media = map(content);
                    var shown =
                            media.values().stream().anyMatch(each -> map(each).containsKey("example"));
                    var described = media.values().stream()
                            .allMatch(each -> map(each).get("schema") instanceof Map<?, ?> schema && !schema.isEmpty());
                    if (!shown || !described) bare.add((String) operation.get("operationId"));
                }));
        assertThat(bare).isEmpty();
    }

    @Test
    void everyProblemCodeIsNamedAndShown() {
        var document = document();
        var codes = Stream.of(ProblemCode.values()).map(ProblemCode::code).toList();
        assertThat(document.getList("components.schemas.ProblemCode.enum")).isEqualTo(codes);
        var ofRuns = document.getList("components.schemas.InvocationProblem.examples.code", String.class);
        var ofCalls = document.<String, Object>getMap("components.examples").keySet();
        assertThat(Stream.concat(ofRuns.stream(), ofCalls.stream())).containsAll(codes);
    }

    /// Of the request and of each answer that is no problem.
    private static Stream<Object> contents(Map<String, Object> operation) {
        var bodies = new ArrayList<>(map(operation.get("responses")).values());
        if (operation.containsKey("requestBody")) bodies.add(operation.get("requestBody"));
        return bodies.stream().map(each -> map(each).get("content")).filter(each -> each != null);
    }

    private static Stream<Map<String, Object>> operations() {
        return document().<String, Object>getMap("paths").values().stream()
                .flatMap(each -> map(each).values().stream())
                .map(OpenApiDocumentTest::map);
    }

    private static JsonPath document() {
        return given().accept("application/json").get("/q/openapi").jsonPath();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
