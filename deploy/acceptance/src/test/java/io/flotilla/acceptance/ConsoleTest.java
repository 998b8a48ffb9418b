package io.flotilla.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The web console as a person meets it: a real browser, a real sign-in, the whole system behind it.
class ConsoleTest {
    private static final Flotilla FLOTILLA = Flotilla.running();
    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void signIn() throws Exception {
        chromium = Chromium.start(FLOTILLA);
        page = chromium.signedIn(FLOTILLA);
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void showsHomeAndKeepsNoTokenWhereScriptsCouldReadIt() {
        speak("zh-CN");
        chromium.go(page, "");

        assertThat(heading("首页")).isVisible();
        assertThat(region("最近的调用")).isVisible();
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        assertThat(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
                        .toString())
                .doesNotContain("eyJ");
        assertThat(chromium.context().cookies(chromium.console())).isNotEmpty().allMatch(cookie -> cookie.httpOnly);
    }

    @Test
    void showsTheSameUsageAsTheApi() throws Exception {
        var app = TwoPrompts.released(FLOTILLA);
        app.run("[[say eins]]", "[[say zwei]]").expect(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(app.usage().path("calls").asInt()).isEqualTo(2));
        speak("zh-CN");

        // other tests call models while this one looks: what is compared was read between two equal answers
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            var before = today();
            chromium.go(page, "usage");
            var row = page.locator("tfoot tr");
            assertThat(row).isVisible();
            var shown = row.locator("td").allInnerTexts();
            assertThat(today()).isEqualTo(before);
            assertThat(shown.subList(1, 5))
                    .containsExactly(
                            count(before, "calls"),
                            count(before, "errors"),
                            count(before, "inputTokens"),
                            count(before, "outputTokens"));
            assertThat(shown.getLast())
                    .isEqualTo(yuan(before.path("cost").path("nano").asLong()));
        });
        assertThat(page.locator("table [title='%s']".formatted(app.scenario()))).isVisible();
    }

    @Test
    void downloadsWhatTheApiAnswersAsATable() throws Exception {
        speak("zh-CN");
        chromium.go(page, "usage?span=7d&by=app");
        var download = page.waitForDownload(() -> button("下载 CSV").click());

        assertThat(download.suggestedFilename()).matches("flotilla-usage-\\d{4}-\\d{2}-\\d{2}\\.csv");
        assertThat(Files.readString(download.path())).startsWith("start,app,calls,errors,");
    }

    @Test
    void triesAnAppAndShowsItsTextWhileItComes() throws Exception {
        var app = TwoPrompts.released(FLOTILLA);
        speak("zh-CN");
        chromium.go(page, "apps/" + app.name());
        textbox("first").fill("[[say eins]]");
        textbox("second").fill("[[slow 40 tokens 150ms]]");
        button("运行").click();
        var run = region("运行");
        var link = run.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("查看这次调用"));

        assertThat(run.getByText("t1 t2 t3")).isVisible();
        assertThat(link.count()).as("it has not ended while its text comes").isZero();
        assertThat(link).isVisible();
        assertThat(run).containsText("t39 t40");
        assertThat(run).containsText("2 次模型调用");
        link.click();
        assertThat(heading(app.name() + " 的一次调用")).isVisible();
        var steps = page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("步骤"));
        assertThat(steps.getByRole(AriaRole.LISTITEM)).hasCount(3);
    }

    @Test
    void releasesAVersionAndRollsBack() throws Exception {
        var app = TwoPrompts.released(FLOTILLA);
        var definition = FLOTILLA.demo()
                .get("/v1/apps/%s/definition".formatted(app.name()))
                .expect(200)
                .asText();
        FLOTILLA.demo()
                .putYaml("/v1/apps/" + app.name(), definition.replace("deadline: 120s", "deadline: 100s"))
                .expect(201);
        speak("zh-CN");
        chromium.go(page, "apps/%s?tab=versions".formatted(app.name()));
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("v2"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("发布"))
                .click();
        inDialog("发布").click();

        assertThat(page.getByText("production · v2")).isVisible();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("发布记录"))
                .click();
        button("回滚").click();
        inDialog("回滚").click();
        assertThat(page.getByText("production · v1")).isVisible();
    }

    @Test
    void speaksTheLanguageThatWasChosenAlsoAfterwards() {
        speak("zh-CN");
        chromium.go(page, "apps");
        assertThat(heading("应用")).isVisible();
        page.getByText("EN", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(heading("Apps")).isVisible();
        page.reload();
        assertThat(heading("Apps")).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void sendsItsFilesCompressed() {
        speak("zh-CN");
        var response = page.navigate(chromium.console());
        var script = page.locator("script[type=module]").first().getAttribute("src");
        var file = page.request().get(FLOTILLA.env("FLOTILLA_URL") + script);

        assertThat(response.headers()).containsEntry("content-encoding", "gzip");
        assertThat(file.headers()).containsEntry("content-encoding", "gzip");
        assertThat(file.headers().get("cache-control")).contains("immutable");
    }

    @Test
    void signsOutHereAndAtTheProvider() throws Exception {
        try (var other = Chromium.start(FLOTILLA)) {
            var mine = other.signedIn(FLOTILLA);
            assertThat(heading(mine, "首页")).isVisible();
            button(mine, "个人菜单").click();
            mine.getByText("退出登录").click();

            assertThat(heading(mine, "您已退出登录")).isVisible();
            assertThat(mine.evaluate(
                            "fetch('/v1/me', {headers: {'X-Requested-With': 'JavaScript'}}).then(r => r.status)"))
                    .isEqualTo(401);
            button(mine, "登录").click();
            assertThat(mine.locator("#username")).isVisible();
        }
    }

    private static Locator heading(String name) {
        return heading(page, name);
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Locator region(String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator textbox(String name) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(String name) {
        return button(page, name);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator inDialog(String button) {
        return page.getByRole(AriaRole.DIALOG)
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    private static void speak(String language) {
        page.evaluate(
                "language => localStorage.setItem('flotilla.preferences', JSON.stringify({language, appearance: 'light'}))",
                language);
    }

    private static JsonNode today() throws Exception {
        return FLOTILLA.demo().get("/v1/usage?zone=Asia/Shanghai").expect(200).path("total");
    }

    private static String count(JsonNode total, String measure) {
        var value = total.path(measure);
        return value.isNumber() ? NumberFormat.getIntegerInstance(Locale.CHINA).format(value.asLong()) : "–";
    }

    private static String yuan(long nano) {
        // less than the last place that is shown is not shown as nothing
        if (nano > 0 && nano < 100_000) return "< ¥0.0001";
        return String.format(Locale.CHINA, "¥%,.4f", nano / 1e9);
    }
}
