package io.flotilla.local.demo;

import io.flotilla.local.LocalEnv;
import io.flotilla.local.process.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demo tenant with its models, its connector and its released app, and a second tenant to try isolation with.
public final class Demo {
    static final String TENANT = "demo";
    static final String RIVAL = "rival";

    private static final Map<String, String> READER_PRICE =
            Map.of("currency", "CNY", "inputPerMillion", "0.8", "outputPerMillion", "2");
    private static final Map<String, String> SCRIPTED_PRICE =
            Map.of("currency", "CNY", "inputPerMillion", "0.5", "outputPerMillion", "2");

    private final Path folder;
    private final Map<String, String> stack;
    private final Secrets secrets;

    private Demo(Path folder) {
        this.folder = folder;
        this.stack = new LinkedHashMap<>(LocalEnv.read(folder));
        this.secrets = Secrets.in(folder.resolve("secrets"));
    }

    /// Brings everything in that is not there yet, and completes `local.env`. Doing it again changes nothing.
    ///
    /// @param folder      the folder of a running stack
    /// @param environment may name a real model: see [RealModel]
    public static void seed(Path folder, Map<String, String> environment) {
        seed(folder, environment, () -> {});
    }

    /// The same while Keycloak may still start.
    ///
    /// @param signIn waits until people can sign in; called only when somebody has to
    public static void seed(Path folder, Map<String, String> environment, Runnable signIn) {
        new Demo(folder).seed(environment, signIn);
    }

    private void seed(Map<String, String> environment, Runnable signIn) {
        if (knownKey(TENANT).isEmpty() || knownKey(RIVAL).isEmpty()) {
            signIn.run();
            var operator = person("FLOTILLA_OPERATOR", "");
            tenant(operator, TENANT, "Harbour Reed Bank", "admin@demo.example");
            tenant(operator, RIVAL, "Rival Insurance", "admin@rival.example");
        }
        var key = apiKey(TENANT, "FLOTILLA_ADMIN");
        var rivalKey = apiKey(RIVAL, "FLOTILLA_RIVAL_ADMIN");
        stack.put("FLOTILLA_TENANT", TENANT);
        stack.put("FLOTILLA_API_KEY", key);
        stack.put("FLOTILLA_RIVAL_TENANT", RIVAL);
        stack.put("FLOTILLA_RIVAL_API_KEY", rivalKey);
        stack.put("FLOTILLA_DEMO_APP", DemoFiles.APP);
        stack.put("FLOTILLA_DEMO_INPUTS", DemoFiles.inputs().path(0).toString());
        LocalEnv.write(folder, stack);

        var demo = new Platform(url(), key, "");
        sandbox(demo);
        sandbox(new Platform(url(), rivalKey, ""));
        var model = RealModel.named(environment).map(real -> real(demo, real)).orElse("builtin-reader");
        connector(demo);
        release(demo, model);
    }

    private void tenant(Platform operator, String name, String title, String email) {
        var known = operator.call("GET", "/v1/tenants/" + name, "application/json", "");
        if (known.isOk()) return;
        operator.send("POST", "/v1/tenants", Map.of("name", name, "title", title, "owner", Map.of("email", email)));
    }

    // A key is shown once, so it is kept here; when the platform does not know it any more, there is a new one
    private String apiKey(String tenant, String owner) {
        return knownKey(tenant).orElseGet(() -> {
            var created = person(owner, tenant)
                    .send("POST", "/v1/api-keys", Map.of("name", "local stack", "scopes", List.of("*")));
            return secrets.put(keyName(tenant), created.path("key").asText());
        });
    }

    private Optional<String> knownKey(String tenant) {
        if (!secrets.has(keyName(tenant))) return Optional.empty();
        var key = secrets.get(keyName(tenant));
        var models = new Platform(url(), key, "").call("GET", "/v1/models", "application/json", "");
        return models.isOk() ? Optional.of(key) : Optional.empty();
    }

    private static String keyName(String tenant) {
        return tenant + "-api-key";
    }

    private void sandbox(Platform tenant) {
        tenant.send("PUT", "/v1/providers/sandbox", Map.of("kind", "openai", "baseUrl", value("FLOTILLA_MODEL_URL") + "/v1"));
        model(tenant, "builtin-reader", READER_PRICE);
        model(tenant, "sandbox-scripted", SCRIPTED_PRICE);
    }

    private void model(Platform tenant, String name, Map<String, String> price) {
        tenant.send("PUT", "/v1/models/" + name, Map.of("provider", "sandbox", "upstreamName", name, "kind", "chat", "price", price));
    }

    private String real(Platform tenant, RealModel real) {
        tenant.send("PUT", "/v1/providers/" + RealModel.PROVIDER, Map.of("kind", "openai", "baseUrl", real.baseUrl(), "apiKey", real.apiKey()));
        tenant.send("PUT", "/v1/models/" + real.name(), Map.of("provider", RealModel.PROVIDER, "upstreamName", real.upstreamName(), "kind", "chat"));
        return real.name();
    }

    private void connector(Platform tenant) {
        tenant.send("PUT", "/v1/secrets/demo-bank-password", Map.of("value", value("FLOTILLA_DEMO_DATABASE_PASSWORD")));
        tenant.putYaml("/v1/connectors/" + DemoFiles.CONNECTOR, DemoFiles.connector(value("FLOTILLA_DEMO_DATABASE_URL")));
    }

    private void release(Platform tenant, String model) {
        var version = tenant.putYaml("/v1/apps/" + DemoFiles.APP, DemoFiles.app(model)).path("version");
        tenant.send("POST", "/v1/apps/" + DemoFiles.APP + "/releases", Map.of("version", version.asInt()));
    }

    private Platform person(String who, String tenant) {
        var token = Platform.signIn(value("FLOTILLA_OIDC_ISSUER"), value(who + "_USER"), value(who + "_PASSWORD"));
        return new Platform(url(), token, tenant);
    }

    private String url() {
        return value("FLOTILLA_URL");
    }

    private String value(String name) {
        var value = stack.get(name);
        if (value == null) throw new IllegalStateException(LocalEnv.file(folder) + " does not name " + name);
        return value;
    }
}
