package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.check.CheckedStep.CheckedAgent;
import io.flotilla.app.check.CheckedStep.CheckedAgentTool;
import io.flotilla.app.check.CheckedStep.CheckedClassify;
import io.flotilla.app.check.CheckedStep.CheckedExtract;
import io.flotilla.app.check.CheckedStep.CheckedPrompt;
import io.flotilla.app.definition.Message;
import io.flotilla.app.definition.ToolOffer;
import io.flotilla.app.expression.Condition;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import io.flotilla.app.expression.Template;
import io.flotilla.app.violation.Violation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.Image;
import io.flotilla.engine.model.Tool;
import io.flotilla.engine.step.AgentRun;
import io.flotilla.engine.step.AgentTool;
import io.flotilla.engine.step.ClassifyRun;
import io.flotilla.engine.step.ExtractRun;
import io.flotilla.engine.step.PromptRun;
import io.flotilla.engine.step.Question;
import io.flotilla.engine.step.StepContext;
import io.flotilla.engine.step.StepOutcome;
import io.flotilla.engine.step.Verification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One try of a step that asks a model: its expressions get their values, then it asks.
record ModelSteps(Run run, Scope scope, StepContext context) {
    StepOutcome prompt(CheckedPrompt prompt) {
        try {
            var step = prompt.step();
            var tools = step.tools().stream().map(ModelSteps::tool).toList();
            var question = new Question(messages(prompt), step.schema(), tools);
            var ways = run.ways(step.model(), step.parameters());
            var verify = verification(step.verify(), prompt.verify());
            return new PromptRun(ways, question, prompt.output(), verify, step.stream()).run(context);
        } catch (NoValue e) {
            return new StepOutcome.Stopped(e.fault());
        }
    }

    StepOutcome classify(CheckedClassify classify) {
        try {
            var step = classify.step();
            var ways = run.ways(step.model(), step.parameters());
            return new ClassifyRun(ways, step, text(classify.text()), textOrNull(classify.instructions())).run(context);
        } catch (NoValue e) {
            return new StepOutcome.Stopped(e.fault());
        }
    }

    StepOutcome extract(CheckedExtract extract) {
        try {
            var step = extract.step();
            return new ExtractRun(
                            run.ways(step.model(), step.parameters()),
                            step,
                            text(extract.text()),
                            textOrNull(extract.instructions()),
                            extract.output(),
                            verification(step.verify(), extract.verify()))
                    .run(context);
        } catch (NoValue e) {
            return new StepOutcome.Stopped(e.fault());
        }
    }

    StepOutcome agent(CheckedAgent agent) {
        try {
            var step = agent.step();
            var opening = new ArrayList<ChatMessage>();
            if (agent.system() != null) {
                opening.add(new ChatMessage(ChatMessage.Role.SYSTEM, text(agent.system())));
            }
            opening.add(new ChatMessage(ChatMessage.Role.USER, text(agent.user())));
            var tools = new ArrayList<AgentTool>();
            for (var each : agent.tools()) tools.add(tool(each));
            return new AgentRun(
                            run.ways(step.model(), step.parameters()).first(),
                            opening,
                            tools,
                            step.schema(),
                            agent.output(),
                            verification(step.verify(), agent.verify()),
                            new AgentRun.AgentLimits(step.maxCalls(), step.maxTokens()),
                            step.stream())
                    .run(context);
        } catch (NoValue e) {
            return new StepOutcome.Stopped(e.fault());
        }
    }

    private AgentTool tool(CheckedAgentTool checked) throws NoValue {
        var tool = checked.tool();
        var connector = run.connector(tool.connector());
        if (connector == null) throw new NoValue(new Fault(FaultCode.INTERNAL, "the tool's connector is not bound"));
        return new AgentTool(
                new Tool(tool.name(), tool.description(), checked.parameters()),
                checked.check(),
                (ObjectNode) value(checked.arguments()),
                tool.connector(),
                connector,
                tool.operation());
    }

    private List<ChatMessage> messages(CheckedPrompt prompt) throws NoValue {
        var messages = new ArrayList<ChatMessage>();
        int lastOfUser = -1;
        for (int i = 0; i < prompt.contents().size(); i++) {
            var role = role(prompt.step().messages().get(i).role());
            if (role == ChatMessage.Role.USER) lastOfUser = i;
            messages.add(new ChatMessage(role, text(prompt.contents().get(i))));
        }
        var images = images(prompt.images());
        if (!images.isEmpty() && lastOfUser >= 0) {
            messages.set(
                    lastOfUser, ChatMessage.showing(messages.get(lastOfUser).content(), images));
        }
        if (prompt.history() != null && prompt.step().history() != null) {
            messages.addAll(
                    afterSystem(messages),
                    Memory.of(value(prompt.history()), prompt.step().history()));
        }
        return messages;
    }

    private static int afterSystem(List<ChatMessage> messages) {
        int place = 0;
        while (place < messages.size() && messages.get(place).role() == ChatMessage.Role.SYSTEM) place++;
        return place;
    }

    private List<Image> images(List<Template> templates) throws NoValue {
        var images = new ArrayList<Image>();
        for (Template each : templates) {
            var value = value(each);
            if (value.isNull()) continue;
            if (!value.isArray()) images.add(image(value));
            else for (JsonNode one : value) images.add(image(one));
        }
        return images;
    }

    private static Image image(JsonNode url) throws NoValue {
        try {
            return new Image(url.asText());
        } catch (IllegalArgumentException e) {
            throw new NoValue(new Fault(FaultCode.INVALID_INPUT, String.valueOf(e.getMessage())));
        }
    }

    private Verification verification(@Nullable String expression, @Nullable Condition condition) {
        if (condition == null) return Verification.NONE;
        return output -> {
            var holds = condition.evaluate(scope.withAnswer(output)) instanceof Evaluation.Value(JsonNode value)
                    && value.asBoolean();
            if (holds) return List.of();
            return List.of(Violation.of("", "not-verified", "it does not satisfy: " + expression));
        };
    }

    private String text(Template template) throws NoValue {
        return Values.text(value(template));
    }

    private @Nullable String textOrNull(@Nullable Template template) throws NoValue {
        return template == null ? null : text(template);
    }

    private JsonNode value(Template template) throws NoValue {
        return switch (template.evaluate(scope)) {
            case Evaluation.Value(var value) -> value;
            case Evaluation.Fault failed -> throw new NoValue(Values.fault(failed));
        };
    }

    private static Tool tool(ToolOffer offer) {
        return new Tool(offer.name(), offer.description(), offer.parameters());
    }

    private static ChatMessage.Role role(Message.Role role) {
        return switch (role) {
            case SYSTEM -> ChatMessage.Role.SYSTEM;
            case USER -> ChatMessage.Role.USER;
            case ASSISTANT -> ChatMessage.Role.ASSISTANT;
        };
    }
}
