package io.flotilla.platform.session;

import io.flotilla.local.browser.Browser;
import io.flotilla.local.browser.Page;
import io.restassured.RestAssured;
import java.util.Map;

/// A person at a browser, on the way through the provider's form.
final class SignedIn {
    static final String HOME = "http://localhost:" + RestAssured.port;

    private SignedIn() {}

    /// Signs in as this person.
    ///
    /// @param to   the page they asked for, as a query parameter writes it
    /// @param more claims as members of a JSON object, such as `, "name": "Ann"`
    /// @return where they end up
    static Page as(Browser browser, String subject, String to, String more) {
        var toProvider = browser.look(HOME + "/session/sign-in" + (to.isEmpty() ? "" : "?to=" + to));
        var claims = "{\"email\": \"%s@example.org\", \"email_verified\": true%s}".formatted(subject, more);
        return browser.send(toProvider.next(), Map.of("username", subject, "claims", claims));
    }
}
