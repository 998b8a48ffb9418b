package io.flotilla.platform.invocation;

import static java.util.Comparator.naturalOrder;

import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.ResolvedModel;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Warns who runs an app of which a model ends: the header `Sunset` (RFC 8594) names the day.
final class Sunset {
    private Sunset() {}

    /// The answer with the first end among the models that the run may use, if there is one.
    static Response told(@Nullable InvocationRequested request, Response answer) {
        if (request == null) return answer;
        return request.models().values().stream()
                .flatMap(route -> route.models().stream())
                .map(ResolvedModel::retiresAt)
                .filter(Objects::nonNull)
                .min(naturalOrder())
                .map(end -> Response.fromResponse(answer)
                        .header("Sunset", DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC)))
                        .build())
                .orElse(answer);
    }
}
