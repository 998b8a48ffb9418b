package io.flotilla.acceptance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A real browser, with nobody signed in.
record Chromium(Playwright playwright, BrowserContext context, String console) implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 60_000;
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    /// Starts one whose reader speaks Chinese.
    static Chromium start(Flotilla flotilla) throws IOException {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var context = playwright
                .chromium()
                .launchPersistentContext(
                        Files.createTempDirectory("flotilla-chromium"),
                        new LaunchPersistentContextOptions()
                                .setExecutablePath(executable())
                                .setHeadless(true)
                                .setArgs(ARGUMENTS)
                                .setLocale("zh-CN")
                                .setTimezoneId("Asia/Shanghai")
                                .setAcceptDownloads(true)
                                .setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Chromium(playwright, context, flotilla.env("FLOTILLA_URL") + "/console/");
    }

    /// A page on which the demo tenant's owner has just signed in at Keycloak.
    Page signedIn(Flotilla flotilla) {
        var page = context.newPage();
        page.navigate(console);
        page.waitForURL(address -> address.contains("/realms/flotilla/"));
        page.locator("#username").fill(flotilla.env("FLOTILLA_ADMIN_USER"));
        page.locator("#password").fill(flotilla.env("FLOTILLA_ADMIN_PASSWORD"));
        page.locator("#kc-login").click();
        page.waitForURL(address -> address.startsWith(console));
        return page;
    }

    /// Goes to a page of the console, by its address below `/console/`.
    void go(Page page, String path) {
        page.navigate(console + path);
    }

    @Override
    public void close() {
        context.close();
        playwright.close();
    }

    private static Path executable() {
        var named = Optional.ofNullable(System.getenv("FLOTILLA_CHROMIUM")).stream();
        return Stream.concat(named, PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The console is tested in Chromium, and there is none: apt-get install chromium fonts-noto-cjk,"
                                + " or name yours in FLOTILLA_CHROMIUM."));
    }
}
