package io.flotilla.platform.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The id that finds a request in the logs: the caller's W3C `traceparent` where one is sent, ours otherwise.
@ApplicationScoped
class TraceId {
    private static final String KEY = "flotilla.trace-id";
    private static final String HEADER = "Flotilla-Trace-Id";
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int BEFORE_EVERYTHING = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.response().putHeader(HEADER, of(context));
                    context.next();
                },
                BEFORE_EVERYTHING);
    }

    static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) return known;
        var parent = context.request().getHeader("traceparent");
        var matcher = TRACE_PARENT.matcher(parent == null ? "" : parent);
        var id = matcher.matches() ? matcher.group(1) : random();
        context.put(KEY, id);
        return id;
    }

    private static String random() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
