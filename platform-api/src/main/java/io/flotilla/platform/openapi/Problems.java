package io.flotilla.platform.openapi;

import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.ProblemDocument;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// One answer per status that says what went wrong, with an example of each code that comes with it, and the codes
/// themselves.
final class Problems {
    /// Statuses that the codes do not have as their own.
    private static final Map<Integer, ProblemCode> OTHERS = Map.of(
            406, ProblemCode.INVALID_INPUT,
            413, ProblemCode.INVALID_INPUT,
            415, ProblemCode.INVALID_INPUT,
            503, ProblemCode.INTERNAL);

    private Problems() {}

    static void describe(Components components) {
        var words = Yaml.read("problems.yaml").orElseThrow();
        components.addSchema(
                "ProblemCode",
                OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .description("What went wrong; each has a page in the documentation.")
                        .enumeration(Arrays.stream(ProblemCode.values())
                                .<Object>map(ProblemCode::code)
                                .toList()));
        var answers = new TreeMap<Integer, Map<String, ProblemCode>>();
        for (ProblemCode code : ProblemCode.values()) {
            var said = Yaml.part(words, code.code());
            if (said.containsKey("step")) ofRun(components, code, said);
            else answers.computeIfAbsent(code.status(), status -> new LinkedHashMap<>()).put(code.code(), code);
        }
        OTHERS.forEach((status, code) -> answers.computeIfAbsent(status, key -> new LinkedHashMap<>())
                .put(code.code() + "-" + status, code));
        answers.forEach((status, codes) -> describe(components, words, status, codes));
    }

    private static void describe(
            Components components, Map<String, Object> words, int status, Map<String, ProblemCode> codes) {
        var media = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        codes.forEach((name, code) -> {
            components.addExample(name, OASFactory.createExample()
                    .summary(code.title())
                    .value(example(code, status, Yaml.part(words, name))));
            media.addExample(name, OASFactory.createExample().ref(name));
        });
        var answer = Answers.problem(status)
                .content(OASFactory.createContent().addMediaType(ProblemDocument.MEDIA_TYPE, media))
                .addHeader("Flotilla-Trace-Id", Answers.header("Flotilla-Trace-Id"));
        if (status == 401) answer.addHeader("WWW-Authenticate", Answers.header("WWW-Authenticate"));
        if (List.of(429, 503).contains(status)) answer.addHeader("Retry-After", Answers.header("Retry-After"));
        components.addResponse("Problem" + status, answer);
    }

    /// What only runs end with is in an invocation's `problem`.
    private static void ofRun(Components components, ProblemCode code, Map<String, Object> words) {
        var example = new LinkedHashMap<String, Object>();
        example.put("code", code.code());
        example.put("detail", words.get("detail"));
        example.put("retryable", code.retryable());
        example.put("step", words.get("step"));
        Optional.ofNullable(components.getSchemas().get("InvocationProblem")).ifPresent(each -> each.addExample(example));
    }

    private static Map<String, Object> example(ProblemCode code, int status, Map<String, Object> words) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", code.type().toString());
        example.put("title", code.title());
        example.put("status", status);
        example.put("detail", words.get("detail"));
        example.put("code", code.code());
        example.put("retryable", code.retryable());
        example.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        if (words.containsKey("errors")) example.put("errors", words.get("errors"));
        return example;
    }
}
