package io.flotilla.engine.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.violation.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A model's text read as JSON of a schema. Models like to wrap it in a fenced block or a sentence: both are taken
/// off.
sealed interface JsonAnswer {
    /// It is what was asked for.
    record Fits(JsonNode json) implements JsonAnswer {}

    /// It is not.
    ///
    /// @param violations at least one
    record Misfits(List<Violation> violations) implements JsonAnswer {}

    /// Reads the text.
    static JsonAnswer read(String text, JsonSchema schema) {
        var json = Parser.parse(text);
        if (json == null) return new Misfits(List.of(Violation.of("", "not-json", "the answer is not JSON")));
        var violations = schema.check(json);
        return violations.isEmpty() ? new Fits(json) : new Misfits(violations);
    }

    /// Finds the JSON in a text.
    final class Parser {
        private static final int MAX_DEPTH = 100;
        private static final Pattern FENCE = Pattern.compile("```[a-zA-Z]*\\s*\\n?(.*?)```", Pattern.DOTALL);

        private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        private Parser() {}

        static @Nullable JsonNode parse(String text) {
            var whole = tree(text.strip());
            if (whole != null) return whole;
            var fence = FENCE.matcher(text);
            if (fence.find()) {
                var fenced = tree(fence.group(1).strip());
                if (fenced != null) return fenced;
            }
            int begin = first(text, '{', '[');
            int end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
            return begin < 0 || end <= begin ? null : tree(text.substring(begin, end + 1));
        }

        private static int first(String text, char a, char b) {
            int ofA = text.indexOf(a);
            int ofB = text.indexOf(b);
            return ofA < 0 || ofB >= 0 && ofB < ofA ? ofB : ofA;
        }

        private static @Nullable JsonNode tree(String text) {
            try {
                var tree = MAPPER.readTree(text);
                return tree == null || tree.isMissingNode() ? null : tree;
            } catch (JsonProcessingException e) {
                return null;
            }
        }
    }
}
