package io.flotilla.platform.quota;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.AppReader;
import io.flotilla.app.Reading;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.messages.Price;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.Wire;
import io.flotilla.platform.usage.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorstBillTest {
    private static final Price BY_REQUEST = price("CNY", 0, 0, 10);
    /// One nano for each token, in and out.
    private static final Price BY_TOKEN = price("CNY", 1_000_000, 1_000_000, 0);

    @Test
    void isOneCallForOnePrompt() {
        assertThat(bill(prompt("a", ""), BY_REQUEST)).isEqualTo(new Money(10, "CNY"));
    }

    @Test
    void countsEveryModelOfTheRouteEveryTryAndTheRepairOfAnAnswer() {
        assertThat(bill(prompt("a", ""), BY_REQUEST, BY_REQUEST)).isEqualTo(new Money(20, "CNY"));
        assertThat(bill(prompt("a", "retry: {attempts: 3}"), BY_REQUEST)).isEqualTo(new Money(30, "CNY"));
        assertThat(bill(prompt("a", "output: {schema: {type: object}}, retry: {attempts: 3}"), BY_REQUEST, BY_REQUEST))
                .isEqualTo(new Money(2 * 3 * 2 * 10, "CNY"));
    }

    @Test
    void countsEveryStepThatAsksAModel() {
        var classify = "    - {id: a, type: classify, model: main, text: Hi, classes: {b: c, d: e}}\n";
        var extract = "    - {id: a, type: extract, model: main, text: Hi, schema: {type: object}}\n";
        var agent =
                "    - {id: a, type: agent, model: main, user: Hi, limits: {calls: 5}, tools: [{connector: crm, operation: find, description: Finds.}]}\n";

        assertThat(bill(classify, BY_REQUEST)).isEqualTo(new Money(20, "CNY"));
        assertThat(bill(extract, BY_REQUEST)).isEqualTo(new Money(20, "CNY"));
        assertThat(bill(agent, BY_REQUEST)).isEqualTo(new Money(50, "CNY"));
    }

    @Test
    void theAppsLimitsBoundIt() {
        var three = prompt("a", "") + prompt("b", "") + prompt("c", "");

        assertThat(bill("limits: {modelCalls: 2}", three, BY_REQUEST)).isEqualTo(new Money(20, "CNY"));
        assertThat(bill("limits: {cost: \"0.000000015 CNY\"}", three, BY_REQUEST))
                .isEqualTo(new Money(15, "CNY"));
        assertThat(bill("limits: {cost: \"9 CNY\"}", three, BY_REQUEST)).isEqualTo(new Money(30, "CNY"));
    }

    @Test
    void aLongerInputAndALongerAnswerCostMore() {
        var step = prompt("a", "parameters: {maxTokens: 100}");
        var brief = bill("", step, inputs("x"), BY_TOKEN);
        var longer = bill("", step, inputs("x".repeat(10_000)), BY_TOKEN);

        assertThat(longer.nano() - brief.nano()).isEqualTo(9_999);
        assertThat(bill(prompt("a", "parameters: {maxTokens: 1100}"), BY_TOKEN).nano()
                        - bill(prompt("a", "parameters: {maxTokens: 100}"), BY_TOKEN)
                                .nano())
                .isEqualTo(1_000);
    }

    @Test
    void whatAnEarlierStepMaySayIsInputOfTheNext() {
        var alone = bill(
                prompt("a", "parameters: {maxTokens: 100}") + prompt("b", "parameters: {maxTokens: 100}"), BY_TOKEN);
        var chained = bill(
                prompt("a", "parameters: {maxTokens: 100}")
                        + "    - {id: b, type: prompt, model: main, parameters: {maxTokens: 100}, user: \"Say {{ steps.a.text }}\"}\n",
                BY_TOKEN);

        assertThat(chained.nano() - alone.nano()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void ofTheCasesOfABranchOnlyTheDearestCounts() {
        var branch = """
                    - id: choose
                      type: branch
                      cases:
                        - when: "inputs.text == 'x'"
                          steps: [{id: p, type: prompt, model: main, user: "A"}]
                      else: {steps: [{id: q, type: prompt, model: main, user: "A"}, {id: r, type: prompt, model: main, user: "B"}]}
                """;

        assertThat(bill(branch, BY_REQUEST)).isEqualTo(new Money(20, "CNY"));
    }

    @Test
    void anEachRunsAsOftenAsTheAppsCallsAllow() {
        var each = """
                    - id: every
                      type: each
                      items: "{{ [1, 2, 3] }}"
                      steps: [{id: p, type: prompt, model: main, user: "A"}]
                """;

        assertThat(bill("limits: {modelCalls: 7}", each, BY_REQUEST)).isEqualTo(new Money(70, "CNY"));
        assertThat(bill("limits: {cost: \"5 CNY\"}", each, BY_REQUEST))
                .as("what nothing else bounds is what the app says it may cost")
                .isEqualTo(new Money(5_000_000_000L, "CNY"));
    }

    @Test
    void isUnknownWithoutPriceOrInTwoCurrencies() {
        var unpriced = WorstBill.of(spec("", prompt("a", "")), route(new Price[] {null}), Wire.tree(inputs("x")));
        assertThat(unpriced)
                .isInstanceOfSatisfying(
                        WorstBill.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("'m0' has no price"));

        var two = WorstBill.of(
                spec("", prompt("a", "")), route(BY_REQUEST, price("USD", 0, 0, 1)), Wire.tree(inputs("x")));
        assertThat(two)
                .isInstanceOfSatisfying(
                        WorstBill.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("CNY and USD"));
    }

    @Test
    void isNothingWithoutPrompts() {
        var transform = "    - {id: t, type: transform, value: 1}\n";

        assertThat(WorstBill.of(spec("", transform), Map.of(), Wire.tree(inputs("x"))))
                .isInstanceOf(WorstBill.Nothing.class);
    }

    @Test
    void moreThanALongHoldsIsTheMostThereIs() {
        assertThat(bill(prompt("a", "retry: {attempts: 10}"), price("CNY", 0, 0, Long.MAX_VALUE / 2)))
                .isEqualTo(new Money(Long.MAX_VALUE, "CNY"));
    }

    private static String prompt(String id, String more) {
        return "    - {id: %s, type: prompt, model: main, user: \"Say {{ inputs.text }}\"%s}\n"
                .formatted(id, more.isEmpty() ? "" : ", " + more);
    }

    private static Map<String, String> inputs(String text) {
        return Map.of("text", text);
    }

    private static Money bill(String steps, Price... prices) {
        return bill("", steps, prices);
    }

    private static Money bill(String more, String steps, Price... prices) {
        return bill(more, steps, inputs("x"), prices);
    }

    private static Money bill(String more, String steps, Map<String, String> inputs, Price... prices) {
        return ((WorstBill.AtMost) WorstBill.of(spec(more, steps), route(prices), Wire.tree(inputs))).money();
    }

    private static AppSpec spec(String more, String steps) {
        var yaml = """
                apiVersion: flotilla.io/v1
                kind: App
                metadata: {name: sample}
                spec:
                  scenario: finance.banking.complaint-reply
                  inputs: {type: object, properties: {text: {type: string}}}
                  models: {main: {use: m0}}
                  %s
                  steps:
                %s""".formatted(more, steps);
        return switch (AppReader.read(yaml.getBytes(UTF_8), "app.yaml")) {
            case Reading.Read<AppDefinition>(var definition, var places) -> definition.spec();
            case Reading.Refused<AppDefinition>(var violations) ->
                throw new IllegalArgumentException(violations.toString());
        };
    }

    private static Map<String, ResolvedRoute> route(@Nullable Price... prices) {
        var models = new ArrayList<ResolvedModel>();
        for (int i = 0; i < prices.length; i++) {
            models.add(new ResolvedModel(
                    UUID.randomUUID(), "m" + i, "p", "openai", "http://localhost", "m" + i, null, prices[i]));
        }
        return Map.of("main", new ResolvedRoute(List.copyOf(models)));
    }

    private static Price price(String currency, long input, long output, long request) {
        return new Price(UUID.randomUUID(), currency, input, input, output, request);
    }
}
