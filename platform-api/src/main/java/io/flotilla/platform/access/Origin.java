package io.flotilla.platform.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From where a call came. Behind a proxy the address is the client's only if `quarkus.http.proxy.*` says whom to believe.
///
/// @param address   an IP address
/// @param userAgent what the program calls itself, cut to 200 readable characters
public record Origin(String address, @Nullable String userAgent) {
    private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();
    private static final int LONGEST = 200;

    /// Where the call comes from that the current thread works for; empty for work that nobody called for.
    public static Optional<Origin> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    static Origin of(RoutingContext context) {
        var request = context.request();
        var remote = request.remoteAddress();
        return new Origin(
                remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress(),
                readable(request.getHeader("User-Agent")));
    }

    <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    private static @Nullable String readable(@Nullable String text) {
        if (text == null) return null;
        var readable = text.replaceAll("\\p{Cntrl}", " ");
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST);
    }
}
