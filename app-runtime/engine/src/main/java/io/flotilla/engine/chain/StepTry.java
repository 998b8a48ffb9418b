package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.check.CheckedStep.CheckedAgent;
import io.flotilla.app.check.CheckedStep.CheckedBranch;
import io.flotilla.app.check.CheckedStep.CheckedClassify;
import io.flotilla.app.check.CheckedStep.CheckedEach;
import io.flotilla.app.check.CheckedStep.CheckedExtract;
import io.flotilla.app.check.CheckedStep.CheckedPrompt;
import io.flotilla.app.check.CheckedStep.CheckedTool;
import io.flotilla.app.check.CheckedStep.CheckedTransform;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.StepAddress;
import io.flotilla.engine.step.StepContext;
import io.flotilla.engine.step.StepOutcome;
import io.flotilla.engine.step.ToolRun;
import java.time.Duration;

/// One try of a step, with its time limit.
final class StepTry {
    private final Run run;
    private final CheckedStep step;
    private final StepAddress at;
    private final Scope scope;
    private final Voice voice;
    private final Cancellation block;

    StepTry(Run run, CheckedStep step, StepAddress at, Scope scope, Voice voice, Cancellation block) {
        this.run = run;
        this.step = step;
        this.at = at;
        this.scope = scope;
        this.voice = voice;
        this.block = block;
    }

    BlockOutcome run() {
        try (var cancellation = block.child();
                var _ = run.clock().alarm(timeout(), () -> cancellation.cancel(timedOut()))) {
            return switch (step) {
                case CheckedPrompt prompt -> outcome(asking(cancellation).prompt(prompt));
                case CheckedClassify classify -> outcome(asking(cancellation).classify(classify));
                case CheckedExtract extract -> outcome(asking(cancellation).extract(extract));
                case CheckedAgent agent -> outcome(asking(cancellation).agent(agent));
                case CheckedTool tool -> tool(tool, cancellation);
                case CheckedTransform transform ->
                    Values.outcome(transform.value().evaluate(scope));
                case CheckedBranch branch -> branch(branch, cancellation);
                case CheckedEach each -> new EachRun(run, each, at, scope, voice, cancellation).run();
            };
        }
    }

    private ModelSteps asking(Cancellation cancellation) {
        return new ModelSteps(run, scope, context(cancellation));
    }

    private BlockOutcome tool(CheckedTool tool, Cancellation cancellation) {
        var definition = tool.step();
        var connector = run.connector(definition.connector());
        if (connector == null) {
            return new BlockOutcome.Stopped(new Fault(FaultCode.INTERNAL, "the step's connector is not bound"), at);
        }
        return switch (tool.arguments().evaluate(scope)) {
            case Evaluation.Fault failed -> new BlockOutcome.Stopped(Values.fault(failed), at);
            case Evaluation.Value(JsonNode arguments) ->
                outcome(new ToolRun(definition.connector(), connector, definition.operation(), arguments)
                        .run(context(cancellation)));
        };
    }

    private BlockOutcome branch(CheckedBranch branch, Cancellation cancellation) {
        for (var each : branch.cases()) {
            switch (each.when().evaluate(scope)) {
                case Evaluation.Fault failed -> {
                    return new BlockOutcome.Stopped(Values.fault(failed), at);
                }
                case Evaluation.Value(JsonNode holds) -> {
                    if (holds.asBoolean()) {
                        return new BlockRun(run, each.then(), scope, at.iteration(), voice, cancellation).run();
                    }
                }
            }
        }
        var otherwise = branch.otherwise();
        return otherwise == null
                ? new BlockOutcome.Yielded(NullNode.getInstance())
                : new BlockRun(run, otherwise, scope, at.iteration(), voice, cancellation).run();
    }

    private StepContext context(Cancellation cancellation) {
        return new StepContext(
                at,
                run.meter(),
                text -> {
                    voice.speak();
                    run.bulletin().delta(at, text);
                },
                cancellation);
    }

    private BlockOutcome outcome(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Yielded(var value) -> new BlockOutcome.Yielded(value);
            case StepOutcome.Stopped(var fault) -> new BlockOutcome.Stopped(fault, at);
        };
    }

    /// Steps that only hold other steps have no limit but their own and the deadline.
    private Duration timeout() {
        var own = step.step().options().timeout();
        if (own != null) return own;
        return switch (step) {
            case CheckedPrompt _,
                    CheckedClassify _,
                    CheckedExtract _,
                    CheckedAgent _,
                    CheckedTool _,
                    CheckedTransform _ -> run.stepTimeout();
            case CheckedBranch _, CheckedEach _ -> run.left();
        };
    }

    private Fault timedOut() {
        var code = switch (step) {
            case CheckedPrompt _, CheckedClassify _, CheckedExtract _, CheckedAgent _ -> FaultCode.MODEL_TIMEOUT;
            case CheckedTool _ -> FaultCode.CONNECTOR_FAILED;
            case CheckedTransform _, CheckedBranch _, CheckedEach _ -> FaultCode.DEADLINE_EXCEEDED;
        };
        return new Fault(code, "the step did not end within its timeout");
    }
}
