package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.definition.Money;
import io.flotilla.app.definition.TokenBounds;
import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.chain.RunResult.Succeeded;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.Pricing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A run never costs more than it may: what could go over is not called.
class CostLimitTest {
    /// A call costs 5 whatever it says, and 7 at most.
    private static final Pricing FIVE_OF_SEVEN = new Fixed("CNY", 5, 7);

    @Test
    void makesNoCallThatCouldCostMoreThanIsLeft() {
        var run = threePrompts(FIVE_OF_SEVEN).costLimit(new Money(16, "CNY"));

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
        assertThat(run.told.lines("dispatched"))
                .as("5 + 5 are spent, 7 more do not fit")
                .hasSize(2);
    }

    @Test
    void goesToTheEndWhenTheLastCallFitsExactly() {
        var run = threePrompts(FIVE_OF_SEVEN).costLimit(new Money(17, "CNY"));

        assertThat(run.run()).isInstanceOf(Succeeded.class);
    }

    @Test
    void holdsToWhatIsSetAsideAsItDoesToTheAppsLimit() {
        var run = threePrompts(FIVE_OF_SEVEN).costLimit(new Money(1_000, "CNY")).spending(new Money(7, "CNY"));

        assertThat(((Failed) run.run()).fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
        assertThat(run.told.lines("dispatched")).hasSize(1);
    }

    @Test
    void aCallThatToldNothingMayHaveCostAllThatWasSetAsideForIt() {
        var run = TestRun.of("1", step("a").prompt("A"))
                .pricing(FIVE_OF_SEVEN)
                .models(
                        ScriptedChatModel.playing(Script.fails(ModelFailure.UNAVAILABLE)),
                        ScriptedChatModel.saying("ok"))
                .costLimit(new Money(13, "CNY"));

        assertThat(((Failed) run.run()).fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
        assertThat(run.told.lines("dispatched")).hasSize(1);
    }

    @Test
    void refusesAModelWhosePriceNobodyKnowsOrThatIsInAnotherCurrency() {
        for (var run : List.of(threePrompts(null), threePrompts(new Fixed("USD", 1, 1)))) {
            var result = (Failed) run.costLimit(new Money(1_000, "CNY")).run();

            assertThat(result.fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
            assertThat(result.fault().detail()).contains("no price in CNY");
            assertThat(run.told.lines("dispatched")).isEmpty();
        }
    }

    @Test
    void boundsWhatTheModelMayWriteWhereNobodyDid() {
        var model = ScriptedChatModel.saying("ok");
        var run = TestRun.of("1", step("a").prompt("A"))
                .pricing(FIVE_OF_SEVEN)
                .models(model)
                .costLimit(new Money(100, "CNY"));

        run.run();

        assertThat(model.requests().getFirst().parameters().maxTokens()).isEqualTo(TokenBounds.OUTPUT);
        assertThat(run.told.calls())
                .extracting(CallEnd::call)
                .extracting(call -> call.ceilingNano())
                .containsExactly(7L);
    }

    @Test
    void leavesARunWithoutLimitAsItIs() {
        var model = ScriptedChatModel.saying("ok");

        var result = TestRun.of("1", step("a").prompt("A")).models(model).run();

        assertThat(result).isInstanceOf(Succeeded.class);
        assertThat(model.requests().getFirst().parameters().maxTokens()).isNull();
    }

    private static TestRun threePrompts(@Nullable Pricing pricing) {
        return TestRun.of(
                        "1",
                        step("a").prompt("A"),
                        step("b").using("a").prompt("B"),
                        step("c").using("b").prompt("C"))
                .pricing(pricing)
                .models(ScriptedChatModel.saying("ok"));
    }

    private record Fixed(String currency, long costNano, long ceilingNano) implements Pricing {
        @Override
        public Optional<Long> cost(TokenUsage usage, long images) {
            return Optional.of(costNano);
        }

        @Override
        public Optional<Long> ceiling(long inputTokens, long outputTokens, long images) {
            return Optional.of(ceilingNano);
        }
    }
}
