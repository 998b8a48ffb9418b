package io.flotilla.local.browser;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.regex.Pattern;

/// What a browser got from one address.
public record Page(URI address, int status, HttpHeaders headers, String body) {
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    /// The header's first value, or nothing at all.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// Where its first form goes.
    public URI form() {
        var form = FORM.matcher(body);
        if (!form.find()) throw new IllegalStateException("no form at " + address + ": " + body);
        return address.resolve(form.group(1).replace("&amp;", "&"));
    }

    /// Where it sends the browser.
    public URI next() {
        return address.resolve(headers.firstValue("Location").orElseThrow());
    }
}
