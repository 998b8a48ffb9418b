package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedStep.CheckedAgent;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.violation.Violation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The steps that ask models: what they may say, and what they yield.
class ModelStepsTest {
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
                  parameters: {id: {type: string}, kind: {type: string, default: any}}
            """);
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
                system: You look.
                user: What is it?
                history: {messages: "inputs.text == 'x' ? [{'role': 'user', 'content': 'hi'}] : []", window: 4, tokens: 100}
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

    @Test
    void anAgentIsOfferedWhatTheAppDoesNotFill() {
        var document = Samples.app("""
                connectors: {crm: crm}
                steps:
                  - id: a
                    type: agent
                    model: main
                    system: You help {{ inputs.text }}.
                    user: "{{ inputs.text }}"
                    tools:
                      - {connector: crm, operation: byId, description: Finds one., arguments: {kind: "{{ inputs.text }}"}}
                      - {connector: crm, operation: byId, name: again, description: The same.}
                    limits: {calls: 3, tokens: 1000}
                    output: {schema: {type: object, properties: {name: {type: string}}}}
                    verify: answer.calls.size() > 0
                output: "{{ steps.a.json.name }} {{ steps.a.calls[0].tool }}"
                """);
        var app = ((Check.Passed) Samples.check(document, name -> Optional.of(CRM))).app();

        assertThat(Samples.read(CanonicalJson.of(app.definition()).toString())).isEqualTo(app.definition());
        var agent = (CheckedAgent) app.root().steps().getFirst();
        assertThat(agent.tools().getFirst().parameters()).isEqualTo(Samples.json("""
                        {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "additionalProperties": false}"""));
        assertThat(agent.tools().getLast().parameters().path("properties").size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{connector: none, operation: byId, description: x} | unknown-connector | /spec/steps/0/tools/0/connector",
                "{connector: crm, operation: byIt, description: x} | unknown-operation | /spec/steps/0/tools/0/operation",
                "{connector: crm, operation: byId, description: x, arguments: {it: 1}} | unknown-argument | /spec/steps/0/tools/0/arguments/it",
                "{connector: crm, operation: byId, description: x, arguments: {id: 1}} | wrong-argument | /spec/steps/0/tools/0/arguments/id",
                "{connector: crm, operation: byId, description: x}, {connector: crm, operation: byId, description: y} | duplicate-id | /spec/steps/0/tools/1",
            })
    void aToolThatIsNotThereIsRefusedAtItsPlace(String tools, String code, String pointer) {
        var app = Samples.app("""
                connectors: {crm: crm}
                steps: [{id: a, type: agent, model: main, user: x, tools: [%s]}]
                """.formatted(tools));

        assertThat(((Check.Refused) Samples.check(app, name -> Optional.of(CRM))).violations())
                .extracting(Violation::code, Violation::pointer)
                .contains(tuple(code, pointer));
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
                "{type: prompt, model: main, user: x, history: \"'x'\"} | wrong-type | /spec/steps/0/history",
                "{type: prompt, model: main, user: x, history: {messages: answer.x}} | unknown-name | /spec/steps/0/history/messages",
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
