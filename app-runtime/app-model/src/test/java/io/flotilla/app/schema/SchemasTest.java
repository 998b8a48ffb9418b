package io.flotilla.app.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flotilla.app.Samples;
import io.flotilla.app.violation.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'objekt'}",
                "{'$ref':'#'}",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}",
                "{'allOf':[{'$ref':'#'}]}",
                "{'properties':{'a':{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}}}",
                "{'$ref':'http://169.254.169.254/latest'}",
                "{'$ref':'file:///etc/passwd'}",
                "{'$ref':'#/nowhere'}",
                "{'$id':'http://x/y'}",
                "{'$dynamicRef':'#a'}",
                "{'$schema':'http://json-schema.org/draft-07/schema#'}",
                "{'pattern':'(a+)+(?=b)'}",
                "{'patternProperties':{'(a)\\\\1':{}}}",
                "{'pattern':'['}",
                "{'properties':3}",
                "{'minLength':'x'}",
                "3"
            })
    void refuses(String schema) {
        var violations = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Schemas.check(Samples.json(schema)));
        assertThat(violations).isNotEmpty();
        assertThat(violations)
                .allSatisfy(violation ->
                        assertThat(violation.message()).doesNotContain("java.", "Exception", "com.networknt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'object','properties':{'a':{'type':'string','format':'date'}},'required':['a']}",
                "{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}}}",
                "{'$defs':{'n':{'type':'object','properties':{'next':{'$ref':'#/$defs/n'}}}},'$ref':'#/$defs/n'}",
                "{'anyOf':[{'type':'string','pattern':'^[a-z]+$'},{'type':'null'}]}",
                "{'enum':['a','b']}",
                "{'type':['string','null']}",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema'}"
            })
    void accepts(String schema) {
        assertThat(Schemas.check(Samples.json(schema))).isEmpty();
    }

    @Test
    void aSchemaThatGrowsWithoutMeasureIsRefused() {
        var text = new StringBuilder("{'$ref':'#/$defs/a0','$defs':{");
        for (int i = 0; i < 15; i++) {
            text.append("'a%d':{'anyOf':[{'$ref':'#/$defs/a%d'},{'$ref':'#/$defs/a%d'}]},".formatted(i, i + 1, i + 1));
        }
        text.append("'a15':{'type':'string'}}}");
        var violations =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Schemas.check(Samples.json(text.toString())));
        assertThat(violations).extracting(Violation::code).containsExactly("too-large");
    }

    @Test
    void patternsAreMatchedInLinearTime() {
        var schema = Schemas.compile(Samples.json("{'type':'string','pattern':'^(a+)+$'}"));
        var value = Samples.json("'" + "a".repeat(50_000) + "!'");
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> schema.check(value)))
                .hasSize(1);
    }

    @Test
    void formatsAreChecked() {
        var schema = Schemas.compile(Samples.json("{'type':'string','format':'date'}"));
        assertThat(schema.check(Samples.json("'2026-11-24'"))).isEmpty();
        assertThat(schema.check(Samples.json("'tomorrow'")))
                .extracting(Violation::code)
                .containsExactly("invalid-value");
    }
}
