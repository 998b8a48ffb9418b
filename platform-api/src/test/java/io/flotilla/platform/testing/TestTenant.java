package io.flotilla.platform.testing;

import static io.restassured.RestAssured.given;

import io.flotilla.platform.database.TenantId;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tenant of a test's own, made through the API: an owner who can sign in, and an API key that may do everything.
///
///     var tenant = TestTenant.create();
///     tenant.asKey().body(...).put("/v1/apps/greeter").then().statusCode(200);
public record TestTenant(TenantId id, String name, String ownerToken, String apiKey) {
    /// A fresh tenant.
    public static TestTenant create() {
        var unique = UUID.randomUUID().toString().substring(0, 13);
        var name = "t-" + unique;
        var email = "owner-" + unique + "@example.org";
        var id = asOperator()
                .body(Map.of("name", name, "title", "Tenant " + unique, "owner", Map.of("email", email)))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var token = SignInServer.token("owner-" + unique, email);
        var key = as(token)
                .body(Map.of("name", "everything", "scopes", List.of("*")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("key");
        return new TestTenant(new TenantId(UUID.fromString(id)), name, token, key);
    }

    /// A request by the tenant's program.
    public RequestSpecification asKey() {
        return as(apiKey);
    }

    /// A request by the tenant's owner.
    public RequestSpecification asOwner() {
        return as(ownerToken);
    }

    /// A request by a program that may do only this.
    public RequestSpecification asKeyWith(String... scopes) {
        return as(keyWith(scopes));
    }

    /// A key that may do everything, but only with these apps and models; null for all.
    public String keyWithin(@Nullable List<String> apps, @Nullable List<String> models) {
        var request = new HashMap<String, Object>(Map.of("name", "held", "scopes", List.of("*")));
        if (apps != null) request.put("apps", apps);
        if (models != null) request.put("models", models);
        return asOwner()
                .body(request)
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    /// A key that may do only this.
    public String keyWith(String... scopes) {
        return asOwner()
                .body(Map.of("name", "narrow", "scopes", List.of(scopes)))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    /// A token of a new member with this role.
    public String memberToken(String role) {
        var unique = UUID.randomUUID().toString().substring(0, 13);
        var email = role + "-" + unique + "@example.org";
        asOwner()
                .body(Map.of("email", email, "role", role))
                .post("/v1/invitations")
                .then()
                .statusCode(201);
        return SignInServer.token(role + "-" + unique, email);
    }

    /// A request by a platform operator.
    public static RequestSpecification asOperator() {
        return as(SignInServer.operator());
    }

    /// A JSON request with this credential.
    public static RequestSpecification as(String credential) {
        return given().auth().oauth2(credential).contentType(ContentType.JSON);
    }
}
