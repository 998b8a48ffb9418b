package io.flotilla.local.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One person's browser: keeps cookies, follows redirects, sends forms. It knows no script.
///
///     var browser = new Browser();
///     var login = browser.open(url + "/session/sign-in");
///     browser.send(login.form(), Map.of("username", "demo-admin", "password", password));
///     browser.fetch("GET", url + "/v1/me").status();
public final class Browser {
    private static final int MOST_REDIRECTS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final List<URI> visited = new ArrayList<>();

    /// Goes to an address, and on to where it is sent from there.
    public Page open(String address) {
        visited.clear();
        return follow(step(request(URI.create(address)).build()));
    }

    /// Goes to an address and stays, whatever the answer says.
    public Page look(String address) {
        return step(request(URI.create(address)).build());
    }

    /// Sends a form, and goes on to where it is sent from there.
    public Page send(URI form, Map<String, String> fields) {
        visited.clear();
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
        return follow(step(request(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    /// A request as a script of the page makes it.
    ///
    /// @param headers names and values in turn
    public Page fetch(String method, String address, String... headers) {
        var request = request(URI.create(address)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        return step(request.build());
    }

    /// The addresses that the last navigation led through, in order.
    public List<URI> visited() {
        return List.copyOf(visited);
    }

    /// The cookies it holds.
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /// Loses its cookies of this name or beginning.
    public void forget(String beginning) {
        var store = cookies.getCookieStore();
        for (URI site : store.getURIs()) {
            for (HttpCookie cookie : store.get(site)) {
                if (cookie.getName().startsWith(beginning)) store.remove(site, cookie);
            }
        }
    }

    private Page follow(Page page) {
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            if (page.status() / 100 != 3) return page;
            page = step(request(page.next()).build());
        }
        throw new IllegalStateException("sent round in a circle: " + visited);
    }

    /// As browsers do: what a page on this machine marks `Secure` goes back to it over plain HTTP too
    /// ([potentially trustworthy origins](https://www.w3.org/TR/secure-contexts/)).
    private void trustLoopback() {
        for (HttpCookie cookie : cookies()) {
            if ("127.0.0.1".equals(cookie.getDomain()) || "localhost".equals(cookie.getDomain())) cookie.setSecure(false);
        }
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private Page step(HttpRequest request) {
        visited.add(request.uri());
        try {
            var response = client.send(request, BodyHandlers.ofString());
            trustLoopback();
            return new Page(request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
