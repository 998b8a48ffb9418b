package io.flotilla.platform.tenant;

import static io.flotilla.platform.testing.TestTenant.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PlatformTest
class SettingsResourceTest {
    private static final Map<String, Object> CHOICE = Map.of(
            "timeZone",
            "Asia/Shanghai",
            "languages",
            List.of("zh-CN", "en"),
            "retentionDays",
            30,
            "payloadCapture",
            "errors");

    @Test
    void areTheUsualOnesUntilTheTenantDecides() {
        var tenant = TestTenant.create();
        tenant.asOwner().get("/v1/settings").then().statusCode(200).body("timeZone", equalTo("UTC"));

        tenant.asOwner().body(CHOICE).put("/v1/settings").then().statusCode(200);

        as(tenant.memberToken("viewer"))
                .get("/v1/settings")
                .then()
                .body("timeZone", equalTo("Asia/Shanghai"))
                .body("languages", contains("zh-CN", "en"))
                .body("retentionDays", equalTo(30))
                .body("payloadCapture", equalTo("errors"));
        TestTenant.asOperator()
                .get("/v1/tenants/{name}", tenant.name())
                .then()
                .body("settings.timeZone", equalTo("Asia/Shanghai"));
        tenant.asOwner().get("/v1/audit?limit=200").then().body("items.action", hasItem("settings.changed"));
    }

    @Test
    void mayComeWithTheTenant() {
        var name = "t-" + UUID.randomUUID().toString().substring(0, 13);

        TestTenant.asOperator()
                .body(Map.of(
                        "name",
                        name,
                        "title",
                        "T",
                        "owner",
                        Map.of("email", name + "@example.org"),
                        "settings",
                        CHOICE))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .body("settings.payloadCapture", equalTo("errors"));
    }

    @ParameterizedTest
    @CsvSource({
        "timeZone,Mars/Olympus,/timeZone", "timeZone,+08:00,/timeZone", "timeZone,SystemV/PST8,/timeZone",
        "languages,,/languages", "languages,english!,/languages/0", "retentionDays,0,/retentionDays",
        "retentionDays,3651,/retentionDays", "payloadCapture,everything,/payloadCapture"
    })
    void refuseWhatCannotBeMeant(String name, String value, String pointer) {
        var body = new HashMap<>(CHOICE);
        body.put(
                name,
                switch (name) {
                    case "languages" -> value == null ? List.of() : List.of(value);
                    case "retentionDays" -> Integer.parseInt(value);
                    default -> value;
                });

        TestTenant.create()
                .asOwner()
                .body(body)
                .put("/v1/settings")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void areAllReplacedAtOnce() {
        TestTenant.create()
                .asOwner()
                .body(Map.of("timeZone", "UTC"))
                .put("/v1/settings")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/languages"));
    }
}
