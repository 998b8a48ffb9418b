package io.flotilla.platform.problem;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// How a limit of a minute stands, as the `RateLimit` header fields of the IETF draft tell it.
///
/// @param left  how many may come now
/// @param reset when nothing is used any more, if nothing comes; for one that was refused, when one may come again
public record RateLimit(String name, long perMinute, long left, Duration reset) {
    public RateLimit {
        requireNonNull(name, "name");
        requireNonNull(reset, "reset");
    }

    /// Puts how limits stand into the head of an answer.
    public static void tell(List<RateLimit> limits, Response.ResponseBuilder answer) {
        if (limits.isEmpty()) return;
        answer.header("RateLimit-Policy", policies(limits)).header("RateLimit", states(limits));
    }

    private static String policies(List<RateLimit> limits) {
        return limits.stream()
                .map(each -> "\"%s\";q=%d;w=60".formatted(each.name, each.perMinute))
                .collect(Collectors.joining(", "));
    }

    private static String states(List<RateLimit> limits) {
        return limits.stream()
                .map(each -> "\"%s\";r=%d;t=%d".formatted(each.name, each.left, seconds(each.reset)))
                .collect(Collectors.joining(", "));
    }

    /// Whole seconds, rounded up.
    static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}
