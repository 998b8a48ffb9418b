package io.flotilla.toolchain.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The platform answered with a problem document.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode problem;
    private final int status;

    public Refused(int status, JsonNode problem) {
        super("%d %s: %s"
                .formatted(
                        status,
                        problem.path("code").asText("problem"),
                        problem.path("detail").asText(problem.path("title").asText("no detail"))));
        this.problem = problem;
        this.status = status;
    }

    /// The same with a `hint` in the document: what its reader may do.
    public Refused hinting(String hint) {
        return problem.isObject()
                ? new Refused(status, problem.<ObjectNode>deepCopy().put("hint", hint))
                : this;
    }

    /// The document as it came.
    public JsonNode problem() {
        return problem;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }
}
