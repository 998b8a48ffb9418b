package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.health.HealthRules;
import io.flotilla.engine.model.health.WatchedHealth;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which failure makes which model answer.
class RouteTest {
    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @EnumSource(
            value = ModelFailure.class,
            names = {"REFUSED", "CANCELLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void asksTheNextModelWhereItMayDoBetter(ModelFailure failure) {
        var run = answer().models(ScriptedChatModel.playing(Script.fails(failure)), ScriptedChatModel.saying("hi"));

        assertThat(run.output()).isEqualTo("\"hi\"");
    }

    @Test
    void whatOneProviderRefusesNoOtherIsAsked() {
        var second = ScriptedChatModel.saying("hi");
        var run = answer().models(ScriptedChatModel.playing(Script.fails(ModelFailure.REFUSED)), second);

        assertThat(((RunResult.Failed) run.run()).fault().code()).isEqualTo(FaultCode.MODEL_REFUSED);
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void aModelThatKeepsFailingIsNotAskedAndNotBilled() {
        var sick = ScriptedChatModel.playing(Script.fails(ModelFailure.UNAVAILABLE));
        var health = new WatchedHealth(clock, new HealthRules(4, 50, Duration.ofSeconds(10), 1, 20, 20));
        var route = new BoundModel[] {
            new BoundModel("sick", "p", sick, health), new BoundModel("well", "p", ScriptedChatModel.saying("hi"))
        };
        for (int i = 0; i < 2; i++) answer().bound("main", route).output();

        var run = answer().bound("main", route);

        assertThat(run.output()).isEqualTo("\"hi\"");
        assertThat(sick.requests()).hasSize(2);
        assertThat(run.told.calls()).hasSize(1);
    }

    @Test
    void aModelThatRestsIsPassedOverWhileAnotherDoesNot() {
        var limited = ScriptedChatModel.playing(Script.limitsRate(Duration.ofMinutes(1)), Script.says("late"));
        var health = new WatchedHealth(clock, HealthRules.STANDARD);
        var first = new BoundModel("limited", "p", limited, health);
        var second = new BoundModel("other", "p", ScriptedChatModel.saying("hi"));

        answer().bound("main", first, second).output();
        answer().bound("main", first, second).output();
        assertThat(limited.requests()).hasSize(1);

        assertThat(answer().bound("main", first).output())
                .as("nobody else is there")
                .isEqualTo("\"late\"");
    }

    @Test
    void retriesEndWithTheirBudget() {
        var sick = ScriptedChatModel.playing(Script.fails(ModelFailure.UNAVAILABLE));
        var rules = new HealthRules(100, 100, Duration.ofSeconds(10), 1, 0, 2);
        var bound = new BoundModel("sick", "p", sick, new WatchedHealth(clock, rules));

        TestRun.of("\"{{ steps.a.text }}\"", step("a").retry(10).prompt("Hi"))
                .bound("main", bound)
                .run();

        assertThat(sick.requests()).hasSize(3);
    }

    private static TestRun answer() {
        return TestRun.of("\"{{ steps.a.text }}\"", step("a").prompt("Hi"));
    }
}
