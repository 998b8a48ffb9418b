package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.Join;
import io.flotilla.app.definition.Message;
import io.flotilla.app.definition.Money;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Title;
import io.flotilla.app.definition.TransformStep;
import io.flotilla.app.violation.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppReaderTest {
    static final String WHOLE = Samples.app("""
            inputs: {type: object, properties: {list: {type: array, items: {type: string}}}}
            connectors: {crm: crm-database}
            steps:
              - id: ask
                type: prompt
                title: {zh: 问, en: Ask}
                model: main
                system: Be kind.
                user: "{{ inputs.list.size() }}"
                output: {schema: {type: object, properties: {ok: {type: boolean}}}}
                stream: true
                parameters: {temperature: 0.5, maxTokens: 10, stop: [END], seed: 3}
                timeout: 1m30s
                retry: {attempts: 3, backoff: 250ms, on: [model-timeout]}
                onError: {value: {json: {ok: false}}}
              - id: look
                type: tool
                connector: crm
                operation: byId
                arguments: {id: 1}
                when: steps.ask.json.ok
                join: any
                onError: {goto: way}
              - id: way
                type: branch
                after: [ask]
                cases:
                  - when: "true"
                    steps: [{id: inner, type: transform, value: 1}]
                    output: "{{ steps.inner }}"
                else: {steps: [{id: other, type: transform, value: 2}]}
              - id: all
                type: each
                items: inputs.list
                parallel: 4
                onItemError: {value: none}
                steps: [{id: one, type: transform, value: "{{ item }}"}]
            output: {a: "{{ steps.way }}"}
            limits: {deadline: 120s, modelCalls: 20, tokens: 40000, cost: "0.50 CNY"}
            """);

    @Test
    void readsEveryField() {
        var spec = Samples.read(WHOLE).spec();
        var ask = (PromptStep) spec.steps().getFirst();
        assertThat(ask.messages())
                .containsExactly(
                        new Message(Message.Role.SYSTEM, "Be kind."),
                        new Message(Message.Role.USER, "{{ inputs.list.size() }}"));
        assertThat(ask.options().timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(ask.options().retry().attempts()).isEqualTo(3);
        assertThat(ask.options().title().in("zh")).isEqualTo("问");
        assertThat(ask.parameters().seed()).isEqualTo(3);
        assertThat(spec.steps().get(1).options().join()).isEqualTo(Join.ANY);
        assertThat(spec.steps().get(1).options().onError()).isEqualTo(new OnError.GoTo("way"));
        assertThat(((EachStep) spec.steps().get(3)).parallel()).isEqualTo(4);
        assertThat(spec.limits().cost()).isEqualTo(new Money(500_000_000, "CNY"));
    }

    @Test
    void jsonAndYamlOfTheSameAppAreTheSameApp() {
        var definition = Samples.read(WHOLE);
        var json = CanonicalJson.of(definition);
        assertThat(AppReader.read(Samples.bytes(json.toPrettyString()), "app.json"))
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.definition()).isEqualTo(definition));
        assertThat(AppReader.read(json))
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.definition()).isEqualTo(definition));
    }

    @Test
    void saysAllThatIsWrongInTheOrderOfTheDocument() {
        var violations = Samples.violations("""
                apiVersion: flotilla.io/v2
                kind: App
                metadata: {name: Not A Label}
                spec:
                  scenario: Finance
                  steps:
                    - id: a-b
                      type: promt
                    - id: x
                      type: approve
                    - id: y
                      type: transform
                      value: 1
                      timeuot: 3s
                      retry: {attempts: 99}
                      stream: yes
                  limts: {}
                """);
        assertThat(violations)
                .extracting(Violation::line, Violation::code, Violation::suggestion)
                .containsExactly(
                        tuple(1, "unknown-word", "flotilla.io/v1"),
                        tuple(3, "wrong-form", null),
                        tuple(5, "wrong-form", null),
                        tuple(8, "unknown-word", "prompt"),
                        tuple(10, "not-yet", null),
                        tuple(14, "unknown-field", "timeout"),
                        tuple(15, "out-of-range", null),
                        tuple(16, "unknown-field", null),
                        tuple(17, "unknown-field", "limits"));
    }

    @Test
    void aViolationStandsWhereTheValueStands() {
        var violations = Samples.violations(
                "{\n  \"apiVersion\": \"flotilla.io/v1\",\n  \"kind\": \"Ap\", \"metadata\": {\"name\": 7}, \"spec\": []}");
        assertThat(violations)
                .extracting(Violation::pointer, Violation::line, Violation::column)
                .containsExactly(tuple("/kind", 3, 11), tuple("/metadata/name", 3, 38), tuple("/spec", 3, 50));
    }

    @Test
    void plainScalarsFollowYamlOnePointTwo() {
        var step = (TransformStep) Samples.read(
                        Samples.transform(
                                "{a: no, b: yes, c: 1:30, d: 0o17, e: 0x1F, f: 1e3, g: ~, h: 2024-01-01, i: 007, j: +1, k: ''}"))
                .spec()
                .steps()
                .getFirst();
        assertThat(step.value())
                .hasToString("{\"a\":\"no\",\"b\":\"yes\",\"c\":\"1:30\",\"d\":15,\"e\":31,\"f\":1000.0,\"g\":null,"
                        + "\"h\":\"2024-01-01\",\"i\":7,\"j\":1,\"k\":\"\"}");
    }

    @Test
    void aPlainTitleIsForEveryLanguage() {
        var title = Title.of("Desk");
        assertThat(title.in("zh")).isEqualTo("Desk");
    }

    @Test
    void namesThatAreKnownButCannotRunYetAreRefusedAsSuch() {
        var violations = Samples.violations("""
                apiVersion: flotilla.io/v1
                kind: App
                metadata: {name: later}
                spec:
                  scenario: a.b.c
                  models:
                    m: {use: x}
                  steps:
                    - {id: a, type: call}
                    - {id: b, type: retrieve}
                """);
        assertThat(violations).extracting(Violation::code).containsOnly("not-yet");
        assertThat(violations).hasSize(2);
    }

    @Test
    void aPromptSaysEitherMessagesOrSystemAndUser() {
        assertThat(Samples.violations(Samples.app("""
                steps:
                  - {id: a, type: prompt, model: main, user: x, messages: [{role: user, content: y}]}
                  - {id: b, type: prompt, model: main}
                  - {id: c, type: transform, value: 1, onError: {value: 1, goto: a}}
                """)))
                .extracting(Violation::code)
                .containsExactly("wrong-form", "missing-field", "wrong-form");
    }
}
