package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Violation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.AnswerCheck.Verdict;
import io.flotilla.engine.step.RouteRun.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for one answer that stands. In a cascade the small model has one chance; its answer must be sure enough, and is
/// heard only then. An answer of the large model, or of a route that is no cascade, gets one chance to be repaired.
record Asking(Ways ways, Question question, boolean stream, AnswerCheck check) {
    /// What came of it.
    sealed interface Result {
        /// @param confidence how sure the model is, if it said
        /// @param usage      of all attempts that answered
        record Given(
                BoundModel model,
                Answered answer,
                RouteKind kind,
                JsonNode json,
                @Nullable Double confidence,
                TokenUsage usage)
                implements Result {}

        record None(Fault fault) implements Result {}
    }

    Result run(StepContext context) {
        return switch (ways) {
            case Ways.One(var way) -> thorough(way, TokenUsage.UNKNOWN, context);
            case Ways.SmallFirst(var small, var large, var threshold) -> cascade(small, large, threshold, context);
        };
    }

    private Result cascade(Way small, Way large, double threshold, StepContext context) {
        var reply = new RouteRun(small).ask(context, question, false);
        var stop = context.cancellation().reason();
        if (stop.isPresent()) return new Result.None(stop.get());
        if (!(reply instanceof Reply.Given given)) return thorough(large, TokenUsage.UNKNOWN, context);
        var usage = given.answer().usage();
        if (!(check.judge(given.answer()) instanceof Verdict.Stands(var json, var confidence))) {
            return thorough(large, usage, context);
        }
        if (confidence != null && confidence < threshold) return thorough(large, usage, context);
        if (stream) context.deltas().accept(given.answer().text());
        return new Result.Given(given.model(), given.answer(), given.kind(), json, confidence, usage);
    }

    private Result thorough(Way way, TokenUsage before, StepContext context) {
        return switch (new RouteRun(way).ask(context, question, stream)) {
            case Reply.None(var fault) -> new Result.None(fault);
            case Reply.Given first ->
                switch (check.judge(first.answer())) {
                    case Verdict.Stands stands -> given(first, stands, before);
                    case Verdict.Falls(var violations) -> repair(way, first, violations, before, context);
                };
        };
    }

    private Result repair(
            Way way, Reply.Given first, List<Violation> violations, TokenUsage before, StepContext context) {
        var again = question.and(
                new ChatMessage(ChatMessage.Role.ASSISTANT, first.answer().text()),
                new ChatMessage(ChatMessage.Role.USER, Repair.text(violations, question.schema() != null)));
        return switch (new RouteRun(way).ask(context, again, false)) {
            case Reply.None(var fault) -> new Result.None(fault);
            case Reply.Given second ->
                switch (check.judge(second.answer())) {
                    case Verdict.Stands stands ->
                        given(second, stands, before.plus(first.answer().usage()));
                    case Verdict.Falls(var still) ->
                        new Result.None(new Fault(
                                FaultCode.OUTPUT_INVALID,
                                "the model's answer is not what the step asks for: "
                                        + still.getFirst().code()));
                };
        };
    }

    private static Result given(Reply.Given reply, Verdict.Stands stands, TokenUsage before) {
        return new Result.Given(
                reply.model(),
                reply.answer(),
                reply.kind(),
                stands.json(),
                stands.confidence(),
                before.plus(reply.answer().usage()));
    }
}
