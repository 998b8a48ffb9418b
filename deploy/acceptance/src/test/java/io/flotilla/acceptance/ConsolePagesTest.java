package io.flotilla.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page of the console in both languages and both looks: axe finds nothing serious, nothing is wider than the window, and
/// what it looks like is kept in `target/screenshots`.
class ConsolePagesTest {
    private static final Flotilla FLOTILLA = Flotilla.running();
    private static Chromium chromium;
    private static Page page;
    private static Map<String, String> pages;

    @BeforeAll
    static void signIn() throws Exception {
        chromium = Chromium.start(FLOTILLA);
        page = chromium.signedIn(FLOTILLA);
        var app = FLOTILLA.env("FLOTILLA_DEMO_APP");
        var body = "{\"inputs\": %s}".formatted(FLOTILLA.env("FLOTILLA_DEMO_INPUTS"));
        var run = FLOTILLA.demo().post("/v1/apps/%s/invocations".formatted(app), body).expect(200);
        pages = new LinkedHashMap<>();
        pages.put("home", "");
        pages.put("usage", "usage");
        pages.put("apps", "apps");
        pages.put("app-try", "apps/" + app);
        pages.put("app-versions", "apps/%s?tab=versions".formatted(app));
        pages.put("app-releases", "apps/%s?tab=releases".formatted(app));
        pages.put("app-definition", "apps/%s?tab=definition".formatted(app));
        pages.put("invocations", "invocations");
        pages.put("invocation", "invocations/" + run.path("id").asText());
        pages.put("models", "models");
        pages.put("providers", "models?tab=providers");
        pages.put("members", "members");
        pages.put("api-keys", "api-keys");
        pages.put("audit", "audit");
        pages.put("nowhere", "nothing/here");
        pages.put("signed-out", "?signedOut");
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, light", "zh-CN, dark", "en, light", "en, dark"})
    void everyPageCanBeReadByEverybody(String language, String appearance) throws Exception {
        prefer(language, appearance);
        var wrong = new LinkedHashMap<String, List<String>>();
        for (var each : pages.entrySet()) {
            visit(each.getValue());
            shoot(each.getKey(), language, appearance);
            var found = problems();
            if (!found.isEmpty()) wrong.put(each.getKey(), found);
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, light", "en, dark"})
    void dialogsAndARunCanBeReadByEverybody(String language, String appearance) throws Exception {
        prefer(language, appearance);
        boolean chinese = language.equals("zh-CN");
        var wrong = new LinkedHashMap<String, List<String>>();
        var dialogs = Map.of(
                "members",
                chinese ? "邀请成员" : "Invite a member",
                "api-keys",
                chinese ? "创建密钥" : "Create a key",
                "models",
                chinese ? "添加模型" : "Add a model",
                "providers",
                chinese ? "添加供应商" : "Add a provider",
                "apps",
                chinese ? "新建应用" : "New app");
        for (var dialog : dialogs.entrySet()) {
            visit(pages.get(dialog.getKey()));
            button(dialog.getValue()).click();
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            shoot(dialog.getKey() + "-dialog", language, appearance);
            var found = problems();
            if (!found.isEmpty()) wrong.put(dialog.getKey(), found);
        }
        visit(pages.get("app-try"));
        button(chinese ? "填入示例" : "Fill in the example").click();
        button(chinese ? "运行" : "Run").click();
        var ended = new Page.GetByRoleOptions().setName(chinese ? "查看这次调用" : "Open this invocation");
        assertThat(page.getByRole(AriaRole.LINK, ended)).isVisible();
        shoot("app-tried", language, appearance);
        var found = problems();
        if (!found.isEmpty()) wrong.put("app-tried", found);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN", "en"})
    void fitsANarrowWindow(String language) throws Exception {
        prefer(language, "light");
        page.setViewportSize(390, 844);
        try {
            for (var each : pages.entrySet()) {
                visit(each.getValue());
                shoot(each.getKey(), language, "narrow");
                assertThat(tooWide()).as(each.getKey()).isEmpty();
            }
        } finally {
            page.setViewportSize(1440, 900);
        }
    }

    private static Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void visit(String path) {
        chromium.go(page, path);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        assertThat(page.locator(".ant-skeleton, [role=status], .ant-spin")).hasCount(0);
        page.evaluate("document.fonts.ready.then(() => true)");
    }

    private static void shoot(String name, String language, String appearance) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/%s.%s.%s.png".formatted(name, language, appearance)))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(true));
    }

    private static List<String> problems() {
        var found = new AxeBuilder(page).analyze().getViolations().stream()
                .filter(rule -> "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
                .map(rule -> "%s: %s"
                        .formatted(
                                rule.getId(),
                                rule.getNodes().stream()
                                        .limit(4)
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList()))
                .toList();
        return found.isEmpty() ? tooWide() : found;
    }

    /// What makes the whole page scroll sideways; what scrolls inside its own box does not.
    private static List<String> tooWide() {
        var wide = (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1");
        return wide ? List.of("the page is wider than the window") : List.of();
    }

    private static void prefer(String language, String appearance) throws Exception {
        var preferences = new JsonMapper().writeValueAsString(Map.of("language", language, "appearance", appearance));
        page.evaluate("text => localStorage.setItem('flotilla.preferences', text)", preferences);
    }
}
