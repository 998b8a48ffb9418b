package io.flotilla.platform.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.flotilla.platform.testing.PlatformTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class ConsolePagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void aBrowserAtTheRootGoesToTheConsole(String address) {
        given().redirects().follow(false).get(address).then().statusCode(302).header("Location", endsWith("/console/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/", "/console/index.html", "/console/apps", "/console/apps/greeter/try?x=a.b"})
    void everyPageAddressAnswersWithTheOnePage(String address) {
        given().get(address)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Cache-Control", equalTo("no-cache"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body(containsString("<div id=\"root\">"));
        given().head(address).then().statusCode(200).body(equalTo(""));
    }

    @Test
    void anAssetMayBeKeptForEver() {
        given().get("/console/assets/sample-1a2b3c4d.js")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
    }

    @Test
    void aFileThatIsMissingIsNoPageAndIsNotKept() {
        given().get("/console/assets/gone-5e6f7a8b.js")
                .then()
                .statusCode(404)
                .header("Cache-Control", equalTo("no-cache"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/nothing", "/consoles", "/session/nothing"})
    void anythingElseThatIsMissingIsNoPageEither(String address) {
        given().accept("text/html").get(address).then().statusCode(404).body(not(containsString("<div id=\"root\">")));
    }
}
