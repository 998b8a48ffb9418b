package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.app.violation.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    private static final String ROUTES = """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: routes}
            spec:
              scenario: a.b.c
              models:
                main: {use: large-1, fallback: [large-2]}
                asked: %s
              steps:
                - {id: a, type: prompt, model: asked, user: x, verify: answer.text != ''}
                - {id: b, type: prompt, model: main, user: x}
            """;

    @Test
    void aCascadeGoesToModelsAndToAliasesOfTheApp() {
        var app = read("{cascade: {small: tiny, large: main, threshold: 0.8}}");

        var route = app.spec().models().get("asked");

        assertThat(route)
                .isInstanceOfSatisfying(
                        ModelRoute.Cascade.class,
                        cascade -> assertThat(cascade.threshold()).isEqualTo(0.8));
        assertThat(app.spec().arms(route))
                .containsExactly(
                        new ModelRoute.Arm(null, List.of("tiny")),
                        new ModelRoute.Arm("main", List.of("large-1", "large-2")));
    }

    @Test
    void theThresholdIsTheCalibratedOneUnlessItIsSaid() {
        var silent = read("{cascade: {small: tiny, large: main}}");
        var said = read("{cascade: {small: tiny, large: main, threshold: calibrated}}");

        assertThat(CanonicalJson.hash(CanonicalJson.of(silent))).isEqualTo(CanonicalJson.hash(CanonicalJson.of(said)));
        assertThat(read(CanonicalJson.of(said).at("/spec/models/asked").toString()))
                .isEqualTo(said);
    }

    @Test
    void aSplitKeepsItsShares() {
        var app = read("{split: {tiny: 90, main: 10}, parameters: {temperature: 0}}");

        assertThat(app.spec().models().get("asked"))
                .isInstanceOfSatisfying(
                        ModelRoute.Split.class,
                        split -> assertThat(split.shares())
                                .containsEntry("tiny", 90)
                                .containsEntry("main", 10));
        assertThat(read(CanonicalJson.of(app).at("/spec/models/asked").toString()))
                .isEqualTo(app);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{use: a, split: {a: 100}}           | wrong-form    | /spec/models/asked",
                "{parameters: {temperature: 0}}      | wrong-form    | /spec/models/asked",
                "{split: {a: 60, b: 60}}             | wrong-form    | /spec/models/asked/split",
                "{split: {}}                         | wrong-form    | /spec/models/asked/split",
                "{split: {a: 0, b: 100}}             | out-of-range  | /spec/models/asked/split/a",
                "{split: {a: 100}, fallback: [b]}    | wrong-form    | /spec/models/asked/fallback",
                "{split: {a: 100}, cache: 1h}         | wrong-form    | /spec/models/asked/cache",
                "{use: a, cache: forever}             | wrong-form    | /spec/models/asked/cache",
                "{cascade: {small: a}}               | missing-field | /spec/models/asked/cascade",
                "{cascade: {small: a, large: b, threshold: 2}}    | out-of-range | /spec/models/asked/cascade/threshold",
                "{cascade: {small: a, large: b, threshold: sure}} | unknown-word | /spec/models/asked/cascade/threshold",
            })
    void whatMakesNoRouteIsRefusedAtItsPlace(String route, String code, String pointer) {
        assertThat(Samples.violations(ROUTES.formatted(route)))
                .extracting(Violation::code, Violation::pointer)
                .containsExactly(tuple(code, pointer));
    }

    @Test
    void aCascadeOfCascadesIsRefused() {
        var text = ROUTES.formatted("{cascade: {small: tiny, large: again}}\n    again: {split: {a: 50, b: 50}}");

        assertThat(Samples.violations(text)).extracting(Violation::code).containsExactly("nested-route");
    }

    @Test
    void aCascadeNeedsSomethingToJudgeThePromptsOfTheSmallModelBy() {
        var unjudged =
                ROUTES.formatted("{cascade: {small: tiny, large: main}}").replace(", verify: answer.text != ''", "");

        assertThat(Samples.violations(unjudged))
                .extracting(Violation::code, Violation::pointer)
                .containsExactly(tuple("unjudged", "/spec/steps/0/model"));
    }

    @Test
    void anAnswerMayBeKeptForAWhile() {
        var app = read("{use: tiny, cache: 1h}");

        assertThat(app.spec().models().get("asked"))
                .isInstanceOfSatisfying(
                        ModelRoute.Use.class, use -> assertThat(use.cache()).isEqualTo(Duration.ofHours(1)));
        assertThat(read(CanonicalJson.of(app).at("/spec/models/asked").toString()))
                .isEqualTo(app);
    }

    private static AppDefinition read(String route) {
        return Samples.read(ROUTES.formatted(route));
    }
}
