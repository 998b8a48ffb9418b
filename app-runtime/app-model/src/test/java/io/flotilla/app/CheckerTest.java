package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.check.CheckedStep.CheckedBranch;
import io.flotilla.app.check.CheckedStep.CheckedEach;
import io.flotilla.app.check.CheckedStep.CheckedPrompt;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Template;
import io.flotilla.app.violation.Violation;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {
    private static final ConnectorDefinition CRM = Samples.connector("""
            apiVersion: flotilla.io/v1
            kind: Connector
            metadata: {name: crm}
            spec:
              type: sql
              url: jdbc:postgresql://localhost/crm
              statements:
                byId:
                  sql: select name from customer where id = :id and kind = :kind
                  parameters: {id: {type: string, maxLength: 5}, kind: {type: string, default: any}}
                  result: {type: object, required: [name], properties: {name: {type: string}}}
                  rows: one
                all: {sql: select name from customer, result: {type: object, properties: {name: {type: string}}}}
            """);

    @Test
    void orderFollowsTheData() {
        var app = Samples.checked(Samples.app("""
                steps:
                  - {id: c, type: transform, value: "{{ steps.a }} {{ steps.b }}"}
                  - {id: a, type: transform, value: 1}
                  - {id: b, type: transform, value: "{{ steps.a + 1 }}", after: [d]}
                  - {id: d, type: transform, value: 2}
                """));
        assertThat(step(app, "c").plan().needs()).containsExactlyInAnyOrder("a", "b");
        assertThat(step(app, "b").plan().needs()).containsExactlyInAnyOrder("a", "d");
        assertThat(step(app, "b").plan().skipsWith()).containsExactly("a");
        assertThat(step(app, "a").plan().needs()).isEmpty();
        assertThat(app.root().steps()).extracting(CheckedStep::id).containsExactly("c", "a", "b", "d");
    }

    @Test
    void aGuardedReferenceIsWaitedForButDoesNotSkip() {
        var app = Samples.checked(Samples.app("""
                steps:
                  - {id: a, type: prompt, model: main, user: x, when: "false"}
                  - {id: has, type: transform, value: "{{ has(steps.a.text) ? steps.a.text : 'none' }}"}
                  - {id: opt, type: transform, value: "{{ steps.?a.?text.orValue('none') }}"}
                  - {id: isNull, type: transform, value: "{{ steps.a == null ? 1 : 2 }}"}
                  - {id: when, type: transform, when: has(steps.a.text), value: "{{ steps.a.text }}"}
                  - {id: bare, type: transform, value: "{{ steps.a.text }}"}
                  - {id: rescue, type: transform, value: 1, onError: {value: "{{ steps.a.text }}"}}
                """));
        for (var id : new String[] {"has", "opt", "isNull", "when", "rescue"}) {
            assertThat(step(app, id).plan().needs()).as(id).containsExactly("a");
            assertThat(step(app, id).plan().skipsWith()).as(id).isEmpty();
        }
        assertThat(step(app, "bare").plan().skipsWith()).containsExactly("a");
        var scope = Samples.scope("{}").withStep("a", Samples.json("null"));
        assertThat(transform(app, "has").evaluate(scope)).isEqualTo(new Evaluation.Value(Samples.json("'none'")));
        assertThat(transform(app, "opt").evaluate(scope)).isEqualTo(new Evaluation.Value(Samples.json("'none'")));
        assertThat(transform(app, "isNull").evaluate(scope)).isEqualTo(new Evaluation.Value(Samples.json("1")));
        assertThat(transform(app, "bare").evaluate(scope)).isEqualTo(new Evaluation.Value(Samples.json("null")));
        assertThat(transform(app, "has").evaluate(Samples.scope("{}")))
                .isEqualTo(new Evaluation.Value(Samples.json("'none'")));
    }

    @Test
    void aStepNeedsWhatTheStepsInsideItNeed() {
        var app = Samples.checked(Samples.app("""
                inputs: {type: object, required: [list], properties: {list: {type: array, items: {type: string}}}}
                steps:
                  - {id: a, type: transform, value: {n: 1}}
                  - {id: b, type: transform, value: 2}
                  - id: way
                    type: branch
                    cases:
                      - when: steps.a.n > 0 && has(steps.b)
                        steps:
                          - id: loop
                            type: each
                            items: "{{ inputs.list }}"
                            steps:
                              - {id: inner, type: transform, value: "{{ item + string(steps.b + index) }}"}
                              - {id: outer, type: transform, value: "{{ steps.inner.size() }}"}
                """));
        assertThat(step(app, "way").plan().needs()).containsExactlyInAnyOrder("a", "b");
        assertThat(step(app, "way").plan().skipsWith()).containsExactly("a");
        var way = (CheckedBranch) step(app, "way");
        var loop = (CheckedEach) way.cases().getFirst().then().steps().getFirst();
        assertThat(loop.body().steps().getFirst().plan().needs()).isEmpty();
        assertThat(loop.body().steps().getLast().plan().needs()).containsExactly("inner");
        var scope =
                Samples.scope("{'list':['x']}").withStep("b", Samples.json("2")).withItem(Samples.json("'x'"), 0);
        assertThat(((CheckedStep.CheckedTransform) loop.body().steps().getFirst())
                        .value()
                        .evaluate(scope))
                .isEqualTo(new Evaluation.Value(Samples.json("'x2'")));
    }

    @Test
    void idsMayBeWordsThatOtherLanguagesReserve() {
        var steps =
                "steps: [{id: loop, type: transform, value: 1}, {id: if, type: transform, value: '{{ steps.loop + 1 }}'}]";
        assertThat(Samples.violations(Samples.app(steps + "\noutput: '{{ steps.if }}'")))
                .isEmpty();
    }

    @Test
    void stepsBetweenAGotoAndItsTargetWaitForIt() {
        var app = Samples.checked(Samples.app("""
                steps:
                  - {id: risky, type: transform, value: 1, onError: {goto: rescue}}
                  - {id: between, type: transform, value: 2}
                  - {id: rescue, type: transform, value: 3}
                  - {id: free, type: transform, value: 4}
                """));
        assertThat(step(app, "between").plan().needs()).containsExactly("risky");
        assertThat(step(app, "rescue").plan().needs()).containsExactly("risky");
        assertThat(step(app, "free").plan().needs()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a step of its own | {id: a, type: transform, value: '{{ steps.a }}'} | cycle | a -> a",
                "a circle | {id: a, type: transform, value: '{{ steps.b }}'}, {id: b, type: transform, value: 1, after: [a]} | cycle | a -> b -> a",
                "an unknown after | {id: abc, type: transform, value: 1, after: [abd]} | unknown-step | 'abd'",
                "a goto back | {id: a, type: transform, value: 1}, {id: b, type: transform, value: 1, onError: {goto: a}} | backward-goto | later",
                "an unknown goto | {id: a, type: transform, value: 1, onError: {goto: x}} | unknown-step | 'x'",
                "an id twice | {id: a, type: transform, value: 1}, {id: a, type: transform, value: 1} | duplicate-id | 'a'",
                "an id with a hyphen | {id: a-b, type: transform, value: 1} | wrong-form | an id",
                "an id that CEL cannot name | {id: in, type: transform, value: 1} | wrong-form | an id",
                "an unknown model | {id: a, type: prompt, model: mian, user: x} | unknown-model | 'mian'",
                "an unknown connector | {id: a, type: tool, connector: crm, operation: x} | unknown-connector | 'crm'",
                "a when that is a text | {id: a, type: transform, value: 1, when: \"'yes'\"} | wrong-type | true or false",
                "items that are no list | {id: a, type: each, items: '1', steps: [{id: b, type: transform, value: 1}]} | wrong-type | a list",
                "an empty list of steps | {id: a, type: each, items: '[1]', steps: []} | too-few | at least one",
                "a timeout of a year | {id: a, type: transform, value: 1, timeout: 400d} | out-of-range | 24h",
                "a timeout of nothing | {id: a, type: transform, value: 1, timeout: 0s} | out-of-range | 24h",
                "a bare number as timeout | {id: a, type: transform, value: 1, timeout: 5} | wrong-type | a text",
                "an inner step from outside | {id: a, type: each, items: '[1]', steps: [{id: b, type: transform, value: 1}]}, {id: c, type: transform, value: '{{ steps.b }}'} | unknown-step | 'b'",
                "an answer without schema | {id: a, type: prompt, model: main, user: x}, {id: b, type: transform, value: '{{ steps.a.json }}'} | unknown-field | 'json'",
                "a bad schema | {id: a, type: prompt, model: main, user: x, output: {schema: {type: objekt}}} | invalid-schema | ",
                "a field of a transform | {id: a, type: transform, value: {name: 1}}, {id: b, type: transform, value: '{{ steps.a.nam }}'} | unknown-field | 'nam'"
            })
    void refuses(String name, String steps, String code, String says) {
        var violations = Samples.violations(Samples.app("steps: [%s]".formatted(steps)));
        assertThat(violations).as(name).isNotEmpty();
        assertThat(violations.getFirst().code()).as(violations.toString()).isEqualTo(code);
        assertThat(violations.getFirst().message()).contains(says == null ? "" : says);
        assertThat(violations.getFirst().line()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "inputs: {type: array} | invalid-schema",
                "inputs: {type: object, properties: {a: {$ref: 'https://example.com/x'}}} | invalid-schema",
                "limits: {deadline: 2 minutes} | wrong-form",
                "limits: {cost: 5} | wrong-type",
                "limits: {cost: 5 yuan} | wrong-form",
                "limits: {modelCalls: 0} | out-of-range",
                "output: '{{ steps.b }}' | unknown-step",
                "output: '{{ steps.a.x }}' | wrong-type",
                "connectors: {x: Not_A_Label} | wrong-form"
            })
    void refusesInTheSpec(String line, String code) {
        var violations = Samples.violations(Samples.app(line + "\nsteps: [{id: a, type: transform, value: 1}]"));
        assertThat(violations).extracting(Violation::code).containsExactly(code);
    }

    @Test
    void atMostTwoHundredStepsAlsoInside() {
        var inner = IntStream.range(0, 110)
                .mapToObj(i -> "{id: s%d, type: transform, value: 1}".formatted(i))
                .collect(Collectors.joining(", "));
        var steps =
                "steps: [{id: a, type: each, items: '[1]', steps: [%s]}, {id: b, type: each, items: '[1]', steps: [%s]}]"
                        .formatted(inner, inner.replace("id: s", "id: t"));
        assertThat(Samples.violations(Samples.app(steps)))
                .extracting(Violation::code)
                .containsExactly("too-many");
    }

    @Test
    void atMostAThousandExpressions() {
        var values = "[" + "'{{1}}', ".repeat(1_001) + "1]";
        assertThat(Samples.violations(Samples.transform(values)))
                .extracting(Violation::code)
                .containsExactly("too-many");
    }

    @Test
    void stepsAreNestedAtMostFourLevelsDeep() {
        var step = "{id: x, type: transform, value: 1}";
        for (int i = 0; i < 3; i++) step = "{id: e%d, type: each, items: '[1]', steps: [%s]}".formatted(i, step);
        assertThat(Samples.violations(Samples.app("steps: [%s]".formatted(step))))
                .isEmpty();
        var deeper = "{id: e9, type: each, items: '[1]', steps: [%s]}".formatted(step);
        assertThat(Samples.violations(Samples.app("steps: [%s]".formatted(deeper))))
                .extracting(Violation::code)
                .containsExactly("too-deep");
    }

    @Test
    void twoHundredStepsAreCheckedInNoTime() {
        var steps = IntStream.range(0, 200)
                .mapToObj(i -> "  - {id: s%d, type: transform, value: \"{{ %s }}\"}"
                        .formatted(i, i == 0 ? "1" : "steps.s%d + 1".formatted(i - 1)))
                .collect(Collectors.joining("\n"));
        assertThat(Samples.violations(Samples.app("steps:\n" + steps))).isEmpty();
    }

    @Test
    void toolsAreCheckedAgainstTheirConnector() {
        var check = Samples.check(Samples.app("""
                        connectors: {crm: crm}
                        steps:
                          - {id: a, type: tool, connector: crm, operation: byIdd}
                          - {id: b, type: tool, connector: crm, operation: byId, arguments: {idd: x}}
                          - {id: c, type: tool, connector: crm, operation: byId, arguments: {id: much too long}}
                          - {id: d, type: tool, connector: crm, operation: byId, arguments: {id: x}}
                          - {id: e, type: tool, connector: crm, operation: all}
                          - {id: f, type: transform, value: "{{ steps.d.nam }} {{ steps.e.map(r, r.nmae) }}"}
                        """), name -> Optional.of(CRM));
        assertThat(((Check.Refused) check).violations())
                .extracting(Violation::code, Violation::suggestion)
                .containsExactly(
                        tuple("unknown-operation", "byId"),
                        tuple("missing-argument", null),
                        tuple("unknown-argument", "id"),
                        tuple("wrong-argument", null),
                        tuple("unknown-field", "name"),
                        tuple("unknown-field", "name"));
    }

    @Test
    void aConnectorThatIsNotThereIsRefusedOnlyWhenOneLooks() {
        var document = Samples.app("""
                connectors: {crm: crm}
                steps: [{id: a, type: tool, connector: crm, operation: byId}, {id: b, type: transform, value: "{{ steps.a.whatever.x }}"}]
                """);
        assertThat(Samples.check(document)).isInstanceOf(Check.Passed.class);
        assertThat(((Check.Refused) Samples.check(document, name -> Optional.empty())).violations())
                .extracting(Violation::code)
                .containsExactly("unknown-connector");
    }

    @Test
    void aliasesThatNobodyUsesAreWorthAWarning() {
        var passed = (Check.Passed) Samples.check(Samples.transform("1"));
        assertThat(passed.warnings())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/spec/models/main", "unused-alias"));
    }

    @Test
    void theOutputOfABlockIsTheValueOfItsLastStepUnlessItSays() {
        var app = Samples.checked(Samples.app("""
                steps: [{id: a, type: transform, value: {x: 1}}, {id: b, type: transform, value: "{{ steps.a.x + 1 }}"}]
                """));
        var scope = Samples.scope("{}").withStep("a", Samples.json("{'x':1}")).withStep("b", Samples.json("2"));
        assertThat(app.root().output().evaluate(scope)).isEqualTo(new Evaluation.Value(Samples.json("2")));
    }

    @Test
    void whatABranchYieldsIsWhatItsCasesHaveInCommonAndMore() {
        var template = """
                inputs: {type: object, required: [n], properties: {n: {type: integer}}}
                steps:
                  - id: way
                    type: branch
                    cases: [{when: inputs.n > 0, steps: [{id: a, type: transform, value: {x: 1, y: s}}]}]
                    else: {steps: [{id: b, type: transform, value: {x: 2}}]}
                  - {id: use, type: transform, value: "{{ %s }}"}
                """;
        assertThat(Samples.violations(Samples.app(template.formatted("steps.way.x + 1"))))
                .isEmpty();
        assertThat(Samples.violations(Samples.app(template.formatted("has(steps.way.y) ? steps.way.y : 'none'"))))
                .isEmpty();
        assertThat(Samples.violations(Samples.app(template.formatted("steps.way.z"))))
                .extracting(Violation::code)
                .containsExactly("unknown-field");
    }

    @Test
    void aPromptIsAlwaysWrittenAsText() {
        var app = Samples.checked(Samples.app("""
                inputs: {type: object, required: [n], properties: {n: {type: integer}}}
                steps: [{id: a, type: prompt, model: main, system: "{{ inputs }}", user: "{{ inputs.n }}"}]
                """));
        var prompt = (CheckedPrompt) step(app, "a");
        assertThat(prompt.contents().stream().map(content -> content.evaluate(Samples.scope("{'n':5}"))))
                .containsExactly(
                        new Evaluation.Value(Samples.json("'{\\\"n\\\":5}'")),
                        new Evaluation.Value(Samples.json("'5'")));
    }

    @Test
    void violationsInMessagesStandWhereTheyWereWritten() {
        var violations = Samples.violations(Samples.app("""
                steps:
                  - id: a
                    type: prompt
                    model: main
                    system: "{{ inputs.x }}"
                    user: |
                      Hello
                      {{ steps.b }}
                """)
                .replace("models:", "inputs: {type: object, properties: {y: {type: string}}}\n  models:"));
        assertThat(violations)
                .extracting(Violation::pointer)
                .containsExactly("/spec/steps/0/system", "/spec/steps/0/user");
        assertThat(violations.get(1).line()).isEqualTo(violations.get(0).line() + 3);
    }

    @Test
    void inputsAreCheckedWithPointers() {
        var app = Samples.checked(Samples.transform("1"));
        assertThat(app.checkInputs(Samples.json("{'text':'a','amount':1,'tags':['a']}")))
                .isEmpty();
        assertThat(app.checkInputs(Samples.json("{'text':1,'tags':['a',2],'person':{'age':'x'}}")))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("", "/text", "/tags/1", "/person/age");
        assertThat(app.checkInputs(Samples.json("[]"))).isNotEmpty();
    }

    private static CheckedStep step(CheckedApp app, String id) {
        return app.root().steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Template transform(CheckedApp app, String id) {
        return ((CheckedStep.CheckedTransform) step(app, id)).value();
    }
}
