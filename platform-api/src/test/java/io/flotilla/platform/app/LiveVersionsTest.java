package io.flotilla.platform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.messages.RouteChoice;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import jakarta.inject.Inject;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class LiveVersionsTest {
    @Inject
    LiveVersions versions;

    @Inject
    Database database;

    private TestTenant tenant;

    @BeforeEach
    void aTenantWithTwoLiveApps() {
        tenant = TestTenant.create();
        Documents.models(tenant);
        Documents.connector(tenant);
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Hello")).statusCode(201);
        Documents.put(tenant, "/v1/apps/look-up", Documents.lookUp()).statusCode(201);
        release("greeter", 1);
        release("look-up", 1);
    }

    @Test
    void tellsAllThatARunNeeds() {
        var live = live(tenant, "greeter");

        assertThat(live.version()).isEqualTo(1);
        assertThat(live.scenario().industry()).isEqualTo("finance");
        assertThat(live.definition().at("/metadata/name").asText()).isEqualTo("greeter");
        assertThat(live.checked().definition().name()).isEqualTo("greeter");
        var models = live.models().get("main").models();
        assertThat(models).extracting("name").containsExactly("large", "small");
        assertThat(models.getFirst().upstreamName()).isEqualTo("large-2026");
        assertThat(models.getFirst().apiKey()).isNotNull();
        assertThat(models.getFirst().apiKey().tenantId()).isEqualTo(tenant.id().value());
        assertThat(models.getFirst().price().inputPerMillion()).isEqualTo(800_000_000L);
        assertThat(models.getLast().price()).isNull();
    }

    @Test
    void resolvesConnectorsWithTheirSealedSecrets() {
        var connector = live(tenant, "look-up").connectors().get("crm");

        assertThat(connector.name()).isEqualTo("crm-database");
        assertThat(connector.definition().at("/spec/type").asText()).isEqualTo("sql");
        assertThat(connector.secrets()).containsOnlyKeys("crm-password");
        assertThat(connector.definition().toString()).doesNotContain("open sesame");
    }

    @Test
    void seesAtOnceWhatChangedInTheCatalogue() {
        var before = live(tenant, "look-up").connectors().get("crm");
        Documents.put(tenant, "/v1/connectors/crm-database", Documents.crmDatabase("branch"))
                .statusCode(201);
        var price = Map.of("currency", "CNY", "inputPerMillion", "1.25", "outputPerMillion", "2");
        tenant.asKey()
                .body(Map.of("provider", "cloud", "price", price))
                .put("/v1/models/large")
                .then()
                .statusCode(200);

        var after = live(tenant, "look-up").connectors().get("crm");

        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.definition()).isNotEqualTo(before.definition());
        assertThat(live(tenant, "greeter")
                        .models()
                        .get("main")
                        .models()
                        .getFirst()
                        .price()
                        .inputPerMillion())
                .isEqualTo(1_250_000_000L);
    }

    @Test
    void resolvesTheArmsOfACascade() {
        var cascade = Documents.greeter("Hi")
                .replace("main: {use: large, fallback: [small]}", """
                        safe: {use: large, fallback: [small]}
                            main: {cascade: {small: small, large: safe, threshold: 0.8}}""")
                .replace("      model: main\n", "      model: main\n      verify: answer.text.size() > 3\n");
        Documents.put(tenant, "/v1/apps/greeter", cascade).statusCode(201).body("warnings", Matchers.empty());
        release("greeter", 2);

        var route = live(tenant, "greeter").models().get("main");

        assertThat(route.models()).extracting("name").containsExactly("small", "large", "small");
        assertThat(route.choice())
                .isEqualTo(new RouteChoice.Cascade(
                        new RouteChoice.Arm(null, 0, 1), new RouteChoice.Arm("safe", 1, 3), 0.8));
    }

    @Test
    void namesTheModelOfASplitThatIsNotThere() {
        var split =
                Documents.greeter("Hi").replace("{use: large, fallback: [small]}", "{split: {large: 90, tiny: 10}}");

        Documents.put(tenant, "/v1/apps/greeter", split)
                .statusCode(201)
                .body("warnings.code", Matchers.contains("unknown-model"))
                .body("warnings.pointer", Matchers.contains("/spec/models/main/split/tiny"));
    }

    @Test
    void followsReleases() {
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Good day")).statusCode(201);
        assertThat(live(tenant, "greeter").version()).isEqualTo(1);

        release("greeter", 2);

        assertThat(live(tenant, "greeter").version()).isEqualTo(2);
    }

    @Test
    void versionChangesMidRun() {
        var before = live(tenant, "greeter");
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Good day")).statusCode(201);
        release("greeter", 2);

        var again = database.inTenant(
                tenant.id(),
                handle -> versions.released(
                        handle, tenant.id(), before.appId(), "greeter", "production", before.releaseId()));

        assertThat(again.version()).isEqualTo(1);
        assertThat(again.definition()).isEqualTo(before.definition());
    }

    @Test
    void givesACanaryItsShareAndAConversationTheSameVersion() {
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Good day")).statusCode(201);
        tenant.asKey()
                .body(Map.of("version", 2, "share", 30))
                .post("/v1/apps/greeter/releases")
                .then()
                .statusCode(201);

        for (int i = 0; i < 100; i++) {
            var conversation = "c-" + i;
            int expected = Share.place("greeter", conversation) < 30 ? 2 : 1;
            for (int again = 0; again < 2; again++) {
                var live = database.inTenant(
                        tenant.id(),
                        handle -> versions.live(handle, tenant.id(), "greeter", "production", conversation));
                assertThat(live.version()).as(conversation).isEqualTo(expected);
            }
        }
    }

    @Test
    void tellsAnAppThatIsNotThereFromOneThatIsNotLive() {
        assertThatThrownBy(() -> live(tenant, "never-was")).isInstanceOf(Fault.NotFound.class);
        assertThatThrownBy(() -> live(tenant, "greeter", "staging"))
                .isInstanceOf(Fault.Conflict.class)
                .hasMessageContaining("staging");
    }

    @Test
    void hidesAnAppFromARival() {
        var rival = TestTenant.create();

        assertThatThrownBy(() -> live(rival, "greeter")).isInstanceOf(Fault.NotFound.class);
        assertThatThrownBy(() -> database.inTenant(
                        rival.id(), handle -> versions.live(handle, tenant.id(), "greeter", "production", "c-1")))
                .isInstanceOf(Fault.NotFound.class);
    }

    private void release(String app, int version) {
        tenant.asKey()
                .body(Map.of("version", version))
                .post("/v1/apps/" + app + "/releases")
                .then()
                .statusCode(201);
    }

    private RunnableVersion live(TestTenant tenant, String app) {
        return live(tenant, app, "production");
    }

    private RunnableVersion live(TestTenant tenant, String app, String environment) {
        return database.inTenant(tenant.id(), handle -> versions.live(handle, tenant.id(), app, environment, "c-1"));
    }
}
