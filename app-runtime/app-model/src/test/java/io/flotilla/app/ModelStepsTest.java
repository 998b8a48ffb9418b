package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.violation.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps that ask models: what they may say, and what they yield.
class ModelStepsTest {
    private static final String ALL = Samples.app("""
            steps:
              - id: label
                type: classify
                model: main
                text: "{{ inputs.text }}"
                classes: {motor: Motor insurance, 其他: Anything else}
                instructions: "Mind {{ inputs.text }}"
                examples: [{text: My car burns, label: motor}]
              - id: facts
                type: extract
                model: main
                text: "{{ inputs.text }}"
                schema:
                  type: object
                  required: [amount]
                  properties: {amount: {type: number}, summary: {type: string}}
                ungrounded: [summary]
                verify: answer.json.amount > 0.0
              - id: look
                type: prompt
                model: main
                user: What is it?
                images: ["{{ inputs.text }}"]
                tools: [{name: find, description: Finds., parameters: {type: object}}]
                verify: answer.calls.size() > 0
            output: {label: "{{ steps.label.label }}", amount: "{{ steps.facts.json.amount }}", call: "{{ steps.look.calls[0].name }}"}
            """);

    @Test
    void areReadAndWrittenWhole() {
        var app = Samples.read(ALL);

        assertThat(app.spec().steps())
                .hasExactlyElementsOfTypes(ClassifyStep.class, ExtractStep.class, PromptStep.class);
        assertThat(Samples.read(CanonicalJson.of(app).toString())).isEqualTo(app);
        Samples.checked(ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: classify, model: main, text: x, classes: {a: b}} | too-few | /spec/steps/0/classes",
                "{type: classify, model: none, text: x, classes: {a: b, c: d}} | unknown-model | /spec/steps/0/model",
                "{type: classify, model: main, text: x, classes: {a: b, c: d}, examples: [{text: x, label: e}]} | unknown-word | /spec/steps/0/examples/0/label",
                "{type: extract, model: main, text: x, schema: {type: array}} | invalid-schema | /spec/steps/0/schema",
                "{type: extract, model: main, text: x, schema: {type: object, properties: {amount: {}}}, ungrounded: [amuont]} | unknown-field | /spec/steps/0/ungrounded/0",
                "{type: extract, model: main, text: x, schema: {type: object, properties: {a: {type: string}}}, verify: answer.json.b == 'x'} | unknown-field | /spec/steps/0/verify",
                "{type: prompt, model: main, user: x, verify: answer.json.b == 1} | unknown-field | /spec/steps/0/verify",
                "{type: prompt, model: main, user: x, when: answer.text == ''} | unknown-name | /spec/steps/0/when",
                "{type: prompt, model: main, user: x, tools: [{name: a, description: b, parameters: {type: 7}}]} | invalid-schema | /spec/steps/0/tools/0/parameters/type",
            })
    void whatTheyCannotSayIsRefusedAtItsPlace(String step, String code, String pointer) {
        var app = Samples.app("steps:\n  - " + step.replaceFirst("\\{", "{id: a, ") + "\n");

        assertThat(Samples.violations(app))
                .extracting(Violation::code, Violation::pointer)
                .contains(tuple(code, pointer));
    }
}
