package io.flotilla.platform.openapi;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// The answers that every route of a kind has: problems, by what can go wrong, and headers.
final class Answers {
    private Answers() {}

    static void complete(Operation operation, Route route, boolean tagged) {
        var answers = operation.getResponses();
        answers.getAPIResponses().forEach((status, answer) -> {
            if (status.equals("201")) answer.addHeader("Location", header("Location"));
            if (route.writes()) answer.addHeader("Idempotency-Replayed", header("Idempotency-Replayed"));
            if (tagged) answer.addHeader("ETag", header("ETag"));
        });
        for (int status : problems(operation, route)) {
            answers.addAPIResponse(
                    Integer.toString(status), OASFactory.createAPIResponse().ref("Problem" + status));
        }
    }

    /// A header that is described once for all.
    static Header header(String name) {
        return OASFactory.createHeader().ref(name);
    }

    private static TreeSet<Integer> problems(Operation operation, Route route) {
        var statuses = new TreeSet<>(List.of(400, 401, 403, 404, 406, 429, 500, 503));
        if (operation.getRequestBody() != null) statuses.addAll(List.of(413, 415, 422));
        if (route.writes()) statuses.addAll(List.of(409, 422));
        if (route.conditional()) statuses.add(412);
        return statuses;
    }

    static String phrase(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    static APIResponse problem(int status) {
        return OASFactory.createAPIResponse().description(phrase(status));
    }
}
