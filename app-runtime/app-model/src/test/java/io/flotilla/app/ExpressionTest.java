package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.check.CheckedStep.CheckedTransform;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import io.flotilla.app.violation.Violation;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final String INPUTS =
            "{'text':'hi','amount':3,'count':2.0,'tags':['a','b'],'person':{'name':'Li'},'any':{'k':[1,{'x':null}]}}";

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{ inputs.text }}                               | 'hi'",
                "{{ inputs.amount }}                             | 3",
                "{{ inputs.amount + 0.5 }}                       | 3.5",
                "{{ inputs.amount / 2.0 }}                       | 1.5",
                "{{ inputs.amount * 2.0 }}                       | 6",
                "{{ inputs.count + 1 }}                          | 3",
                "{{ inputs.tags }}                               | ['a','b']",
                "{{ inputs.tags.size() }}                        | 2",
                "a {{ inputs.amount }} b                         | 'a 3 b'",
                "a {{ inputs.amount / 1.0 }} b                   | 'a 3 b'",
                "{{ inputs.tags }}!                              | '[\\\"a\\\",\\\"b\\\"]!'",
                "{{ inputs.person }}!                            | '{\\\"name\\\":\\\"Li\\\"}!'",
                "{{ inputs.note }}                               | null",
                "({{ inputs.note }})                             | '()'",
                "{{ has(inputs.note) }}                          | false",
                "{{ has(inputs.text) }}                          | true",
                "{{ inputs.note == null }}                       | true",
                "{{ inputs.?note.orValue(inputs.text) }}         | 'hi'",
                "{{ inputs.person.age }}                         | null",
                "{{ inputs.any.nope.deeper.still }}              | null",
                "{{ inputs.any.nope == null }}                   | true",
                "{{ has(inputs.any.nope.deeper) }}               | false",
                "{{ has(inputs.any.k) }}                         | true",
                "{{ inputs.any.k[1].x == null }}                 | true",
                "{{ inputs.any.k[0] + 1 }}                       | 2",
                "{{ 'k' in inputs.any }}                         | true",
                "{{ inputs.any.map(key, key) }}                  | ['k']",
                "{{ inputs.tags == ['a', 'b'] }}                 | true",
                "{{ inputs.tags.map(t, {'t': t, 'n': null}) }}   | [{'t':'a','n':null},{'t':'b','n':null}]",
                "{{ inputs.tags.join(', ') }}                    | 'a, b'",
                "{{ [1, 2, 3].map(x, x * x).filter(x, x > 1) }}  | [4,9]",
                "{{ 'a,b,c'.split(',', 2) }}                     | ['a','b,c']",
                "{{ '你好吗'.indexOf('吗') }}                     | 2",
                "{{ 'aXbX'.replace('X', '') }}                   | 'ab'",
                "{{ 'aXbX'.replace('X', '-', 1) }}               | 'a-bX'",
                "{{ 'ab'.replace('', '-') }}                     | '-a-b-'",
                "{{ 'abcabc'.lastIndexOf('b') }}                 | 4",
                "{{ invocation.id }}                             | 'inv-1'",
                "{{ invocation.time }}                           | '2026-11-24T08:00:00Z'",
                "{{ invocation.time.getFullYear() }}             | 2026",
                "{{ invocation.caller }}                         | 'key:flk_abc'",
                "{{ duration('90s') }}                           | '90s'",
                "{{ '}}' }}                                      | '}}'",
                "{{ {'a': {'b': 1}} }}                           | {'a':{'b':1}}",
                "{{ r'\\d' }}                                     | '\\\\d'",
                "\\{{ not an expression }}                        | '{{ not an expression }}'",
                "{{ '{{' }}                                      | '{{'",
                "{{ 1.0 }}{{ 2 }}                                | '12'",
                "{{ inputs.text }} {{ inputs.text }}             | 'hi hi'"
            })
    void yields(String text, String expected) {
        assertThat(value(text.strip())).isEqualTo(Samples.json(expected.strip()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{ 1 / 0 }}                   | divides by zero",
                "{{ inputs.tags[9] }}          | item that the list does not have",
                "{{ inputs.note + 'x' }}       | type it cannot work with",
                "{{ int(inputs.text) }}        | does not have the right form",
                "{{ inputs.any['no'] }}        | not there",
                "{{ 9223372036854775807 + 1 }} | too large",
                "{{ 0.0 / 0.0 }}               | cannot be evaluated",
                "{{ inputs.any.k.map(x, x + 1) }} | type it cannot work with"
            })
    void failsWithAReasonItsAuthorUnderstands(String text, String reason) {
        assertThat(evaluate(text.strip(), Samples.scope(INPUTS)))
                .isInstanceOfSatisfying(Evaluation.Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo("expression-failed");
                    assertThat(fault.message()).contains(reason).doesNotContain("java", "dev.cel", "class ");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ inputs.tags.map(a, inputs.tags.map(b, a + b)) }}",
                "{{ inputs.tags.all(a, inputs.tags.all(b, a != b + 'x')) }}",
                "{{ inputs.tags.map(a, inputs.text) .join('-') }}",
                "{{ inputs.tags.map(a, a + inputs.text).size() }}",
                "{{ inputs.text.replace('x', inputs.text) }}",
                "{{ [inputs.text].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)[0] }}",
                "{{ [inputs.tags].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).size() }}",
                "{{ inputs.text.contains(inputs.text.substring(0, 50000) + 'y') }}",
                "{{ inputs.text.split('').size() }}",
                "{{ inputs.tags.exists(a, inputs.text.matches('(x+x+)+y') || inputs.text.matches('(.*)(.*)(.*)y')) }}"
            })
    void hostileExpressionsAreStopped(String text) {
        var inputs = (ObjectNode) Samples.json(INPUTS);
        inputs.put("text", "x".repeat(100_000));
        var tags = inputs.putArray("tags");
        IntStream.range(0, 20_000).forEach(i -> tags.add("tag-" + i));
        var scope = Scope.of(inputs, Samples.scope("{}").invocation());
        var evaluation = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> evaluate(text, scope));
        assertThat(evaluation)
                .isInstanceOfSatisfying(
                        Evaluation.Fault.class,
                        fault -> assertThat(fault.code()).isEqualTo("expression-limit"));
    }

    @Test
    void aValueCannotGrowWhenItIsWritten() {
        var nested = "[1,2,3,4,5,6,7,8,9,10]";
        for (var name : new String[] {"a", "b", "c", "d", "e", "f"}) {
            nested = "[%s].map(%s, [%s,%s,%s,%s,%s,%s,%s,%s,%s,%s])[0]"
                    .formatted(nested, name, name, name, name, name, name, name, name, name, name, name);
        }
        assertThat(evaluate("{{ " + nested + " }}", Samples.scope(INPUTS))).isInstanceOf(Evaluation.Fault.class);
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{ inputs.txt }}            | unknown-field | 10 | text",
                "ab {{ inputs.person.nmae }} | unknown-field | 20 | name",
                "{{ input.text }}            | unknown-name  | 4  | inputs",
                "{{ steps.x }}               | unknown-step  | 9  |",
                "{{ inputs.text + 1 }}       | wrong-type    | 16 |",
                "{{ inputs.amount * 2 }}     | wrong-type    | 18 |",
                "{{ inputs.text + }}         | syntax        | 18 |",
                "{{ }}                       | syntax        | 3  |",
                "{{ 'a }}                    | syntax        | 1  |",
                "x {{ y                      | syntax        | 3  |",
                "{{ item }}                  | unknown-name  | 4  |",
                "{{ conversation.turns }}    | not-yet       | 4  |",
                "{{ steps }}                 | unknown-step  | 3  |",
                "{{ steps['t'] }}            | unknown-step  | 3  |",
                "{{ inputs.tags.foo() }}     | unknown-name  | 19 |",
                "{{ inputs.tags.mpa(x, x) }} | unknown-name  | 19 |"
            })
    void aWrongExpressionIsFoundInItsText(String text, String code, int column, String suggestion) {
        var violation = Samples.violations(Samples.transform("'" + text.strip().replace("'", "''") + "'"))
                .getFirst();
        assertThat(violation.code()).as(violation.toString()).isEqualTo(code);
        var start = "    value: '".length() + 2;
        int doubled = (int) text.chars().limit(column).filter(c -> c == '\'').count();
        assertThat(violation.column() - start - 1)
                .as(violation.toString())
                .isBetween(column - 2 - doubled, column + doubled + 1);
        assertThat(violation.suggestion()).isEqualTo(suggestion);
    }

    @Test
    void aPlaceInABlockOfTextIsALineOfTheDocument() {
        var document = Samples.transform("|\n      first\n      second {{ inputs.txt }}");
        var violation = Samples.violations(document).getFirst();
        var line = document.lines().toList().get(violation.line() - 1);
        assertThat(line.substring(violation.column() - 1)).startsWith(".txt");
    }

    @Test
    void tooLongExpressionsAreRefused() {
        var text = "{{ " + "1 + ".repeat(2_000) + "1 }}";
        assertThat(Samples.violations(Samples.transform("\"" + text + "\"")))
                .extracting(Violation::code)
                .containsExactly("too-large");
    }

    @Test
    void deeplyNestedExpressionsAreRefused() {
        var text = "{{ " + "(".repeat(1_500) + "1" + ")".repeat(1_500) + " }}";
        assertThat(Samples.violations(Samples.transform("\"" + text + "\""))).isNotEmpty();
    }

    @Test
    void oneCompiledAppServesManyThreads() throws Exception {
        var step = step("{{ inputs.tags.map(t, t + inputs.text).join(',') }}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(IntStream.range(0, 200)
                    .<Callable<Evaluation>>mapToObj(i ->
                            () -> step.value().evaluate(Samples.scope(INPUTS.replace("hi", "n" + i))))
                    .toList());
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get())
                        .isEqualTo(
                                new Evaluation.Value(JsonNodeFactory.instance.textNode("an%d,bn%d".formatted(i, i))));
            }
        }
    }

    private static JsonNode value(String text) {
        return switch (evaluate(text, Samples.scope(INPUTS))) {
            case Evaluation.Value(var value) -> value;
            case Evaluation.Fault fault -> throw new AssertionError(fault);
        };
    }

    private static Evaluation evaluate(String text, Scope scope) {
        return step(text).value().evaluate(scope);
    }

    private static CheckedTransform step(String text) {
        var quoted = "'" + text.replace("'", "''") + "'";
        return (CheckedTransform)
                Samples.checked(Samples.transform(quoted)).root().steps().getFirst();
    }
}
