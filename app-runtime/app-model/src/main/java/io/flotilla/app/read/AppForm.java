package io.flotilla.app.read;

import java.util.LinkedHashMap;
import java.util.Set;

/// The grammar of an app document.
final class AppForm {
    /// An app has at most this many steps; the checker counts the nested ones too.
    static final int MOST_STEPS = 200;

    private static final int LONGEST_TEXT = 200_000;
    private static final Form STEPS = new Form.Items(new Form.Ref("step", () -> AppForm.STEP), 1, MOST_STEPS);
    private static final Form EXPRESSION = Form.text(4_000);

    private static final Form.Fields PARAMETERS = Form.fields()
            .may("temperature", new Form.Number(0, 2), "How freely the model chooses its words.")
            .may("topP", new Form.Number(0, 1), "Choose among the likeliest words that add up to this.")
            .may("maxTokens", new Form.Whole(1, 1_000_000), "The longest answer, in tokens.")
            .may("stop", new Form.Items(Form.text(200), 0, 8), "The answer ends before any of these texts.")
            .may(
                    "seed",
                    new Form.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    "For answers that can be repeated, where the provider can.")
            .may("presencePenalty", new Form.Number(-2, 2), "Against words that were used at all.")
            .may("frequencyPenalty", new Form.Number(-2, 2), "Against words that were used often.")
            .end();

    private static final Form.Fields ROUTE = Form.fields()
            .may("use", Words.CATALOGUE_NAME, "The model of the tenant's catalogue that is tried first.")
            .may(
                    "fallback",
                    new Form.Items(Words.CATALOGUE_NAME, 0, 8),
                    "Models to try when it cannot answer, in order.")
            .may(
                    "cache",
                    Units.SPAN,
                    "With use: how long an answer is given again to exactly the same question. Default: never.")
            .may("parameters", PARAMETERS, "How the model is asked; a step's own parameters go first.")
            .may(
                    "cascade",
                    Form.fields()
                            .must("small", Words.CATALOGUE_NAME, "Asked first: a model, or an alias of this app.")
                            .must("large", Words.CATALOGUE_NAME, "Asked when the small one is not sure enough.")
                            .may(
                                    "threshold",
                                    new Form.WordOr(Form.word("calibrated"), new Form.Number(0, 1)),
                                    "The least confidence of an answer that stands. Default calibrated.")
                            .end(),
                    "Instead of use: a small model first, a large one as the safety net.")
            .may(
                    "split",
                    new Form.Named(Words.CATALOGUE_NAME, new Form.Whole(1, 100), 8),
                    "Instead of use: per cent of the invocations by model, or alias of this app; they add up to 100.")
            .end();

    private static final Form.Fields RETRY = Form.fields()
            .must("attempts", new Form.Whole(1, 10), "All tries together, the first one too.")
            .may("backoff", Units.SPAN, "The wait before the second try; it doubles from try to try. Default 500ms.")
            .may(
                    "on",
                    new Form.Items(Words.CODE, 0, 20),
                    "Problem codes worth another try. Default: those that are retryable.")
            .end();

    private static final Form ON_ERROR = new Form.Either(
            Form.word("fail"),
            Form.fields()
                    .may("value", new Form.Any(), "The step yields this instead, with {{ }} in its texts.")
                    .may("goto", Words.STEP_ID, "Go on with this later step of the same list.")
                    .end());

    private static final Form.Fields OPTIONS = Form.fields()
            .must("id", Words.STEP_ID, "Unique in the app; others refer to the step by it.")
            .must("type", Form.text(40), "What kind of step it is.")
            .may("title", Words.TITLE, "What people see.")
            .may("when", EXPRESSION, "CEL; when it is false the step is skipped.")
            .may(
                    "after",
                    new Form.Items(Words.STEP_ID, 0, MOST_STEPS),
                    "Steps to wait for although nothing of them is used.")
            .may("join", Form.word("all", "any"), "any: run although some of what it refers to was skipped.")
            .may("timeout", Units.SPAN, "For one try.")
            .may("retry", RETRY, "How often a failed try is repeated.")
            .may("onError", ON_ERROR, "What happens when it failed for good. Default fail.")
            .end();

    private static final Form.Fields MESSAGE = Form.fields()
            .must("role", Form.word("system", "user", "assistant"), "Who speaks.")
            .must("content", Form.text(LONGEST_TEXT), "Text with {{ }}.")
            .end();

    private static final Form.Fields PROMPT = Form.fields()
            .all(OPTIONS)
            .must("model", Words.ALIAS, "An alias of spec.models.")
            .may("system", Form.text(LONGEST_TEXT), "What the model is told first. Text with {{ }}.")
            .may("user", Form.text(LONGEST_TEXT), "What is asked. Text with {{ }}.")
            .may("messages", new Form.Items(MESSAGE, 1, 100), "Instead of system and user: all messages, in order.")
            .may(
                    "output",
                    Form.fields()
                            .must("schema", new Form.AnyObject(), "JSON Schema 2020-12 of the answer.")
                            .end(),
                    "Asks for JSON; the step then yields it in json.")
            .may(
                    "images",
                    new Form.Items(Form.text(LONGEST_TEXT), 1, 20),
                    "Images beside the user's last message: https: or data: URLs, with {{ }}.")
            .may(
                    "tools",
                    new Form.Items(
                            Form.fields()
                                    .must("name", Words.ALIAS, "What the model calls it.")
                                    .must("description", Form.text(2_000), "What it is for.")
                                    .must(
                                            "parameters",
                                            new Form.AnyObject(),
                                            "JSON Schema of its arguments, an object.")
                                    .end(),
                            1,
                            64),
                    "What the model may ask for; the step yields it in calls.")
            .may("verify", EXPRESSION, "CEL over the step's own output as answer: whether the answer stands.")
            .may(
                    "history",
                    new Form.Either(
                            EXPRESSION,
                            Form.fields()
                                    .must("messages", EXPRESSION, "CEL that yields a list of {role, content}.")
                                    .may(
                                            "window",
                                            new Form.Whole(1, 500),
                                            "How many of the latest are kept. Default 20.")
                                    .may("tokens", new Form.Whole(1, 10_000_000), "The most tokens they may have.")
                                    .end()),
                    "What was said before, oldest first: CEL, or with bounds.")
            .may("stream", new Form.Truth(), "Pass the answer on while it is written. Default false.")
            .may("parameters", PARAMETERS, "How the model is asked; these go before the route's.")
            .end();

    private static final Form.Fields CLASSIFY = Form.fields()
            .all(OPTIONS)
            .must("model", Words.ALIAS, "An alias of spec.models.")
            .must("text", Form.text(LONGEST_TEXT), "What is labelled. Text with {{ }}.")
            .must(
                    "classes",
                    new Form.Named(Words.CLASS, Form.text(1_000), 200),
                    "The labels, each with what it stands for.")
            .may("instructions", Form.text(LONGEST_TEXT), "What to mind. Text with {{ }}.")
            .may(
                    "examples",
                    new Form.Items(
                            Form.fields()
                                    .must("text", Form.text(4_000), "A text.")
                                    .must("label", Words.CLASS, "The label it should get.")
                                    .end(),
                            1,
                            50),
                    "Texts with the labels they should get.")
            .may("parameters", PARAMETERS, "How the model is asked; these go before the route's.")
            .end();

    private static final Form.Fields EXTRACT = Form.fields()
            .all(OPTIONS)
            .must("model", Words.ALIAS, "An alias of spec.models.")
            .must("text", Form.text(LONGEST_TEXT), "What it is taken from. Text with {{ }}.")
            .must("schema", new Form.AnyObject(), "JSON Schema 2020-12 of what is wanted, an object.")
            .may("instructions", Form.text(LONGEST_TEXT), "What to mind. Text with {{ }}.")
            .may(
                    "ungrounded",
                    new Form.Items(Form.text(200), 1, 100),
                    "Names of properties whose values need not stand in the text.")
            .may("verify", EXPRESSION, "CEL over the step's own output as answer: whether it stands.")
            .may("parameters", PARAMETERS, "How the model is asked; these go before the route's.")
            .end();

    private static final Form.Fields AGENT = Form.fields()
            .all(OPTIONS)
            .must("model", Words.ALIAS, "An alias of spec.models; no cascade.")
            .may("system", Form.text(LONGEST_TEXT), "What the model is told first. Text with {{ }}.")
            .must("user", Form.text(LONGEST_TEXT), "What is asked. Text with {{ }}.")
            .must(
                    "tools",
                    new Form.Items(
                            Form.fields()
                                    .must("connector", Words.ALIAS, "An alias of spec.connectors.")
                                    .must("operation", Words.ALIAS, "One of the connector's operations.")
                                    .may("name", Words.ALIAS, "What the model calls it. Default: the operation.")
                                    .must("description", Form.text(2_000), "What it is for.")
                                    .may(
                                            "arguments",
                                            new Form.AnyObject(),
                                            "Parameters that the app fills and the model cannot, with {{ }} in the texts.")
                                    .end(),
                            1,
                            32),
                    "What it may call.")
            .may(
                    "limits",
                    Form.fields()
                            .may("calls", new Form.Whole(1, 100), "How often the model is asked at most. Default 8.")
                            .may("tokens", new Form.Whole(1, 1_000_000_000L), "The most tokens, in and out.")
                            .end(),
                    "What the step may take; its time is the timeout.")
            .may(
                    "output",
                    Form.fields()
                            .must("schema", new Form.AnyObject(), "JSON Schema 2020-12 of the last answer.")
                            .end(),
                    "Asks for JSON; the step then yields it in json.")
            .may("verify", EXPRESSION, "CEL over the step's own output as answer: whether the last answer stands.")
            .may("stream", new Form.Truth(), "Pass the last answer on. Default false.")
            .may("parameters", PARAMETERS, "How the model is asked; these go before the route's.")
            .end();

    private static final Form.Fields TRANSFORM = Form.fields()
            .all(OPTIONS)
            .must("value", new Form.Any(), "Any JSON, with {{ }} in its texts.")
            .end();

    private static final Form.Fields CASE = Form.fields()
            .must("when", EXPRESSION, "CEL; the first case that holds is taken.")
            .must("steps", STEPS, "What then runs.")
            .may("output", new Form.Any(), "What the case comes to. Default: the last step's value.")
            .end();

    private static final Form.Fields ELSE = Form.fields()
            .must("steps", STEPS, "What then runs.")
            .may("output", new Form.Any(), "What it comes to. Default: the last step's value.")
            .end();

    private static final Form.Fields BRANCH = Form.fields()
            .all(OPTIONS)
            .must("cases", new Form.Items(CASE, 1, 50), "Ways to go, tried in order.")
            .may("else", ELSE, "When no case holds. Without it the step then yields null.")
            .end();

    private static final Form.Fields EACH = Form.fields()
            .all(OPTIONS)
            .must("items", EXPRESSION, "CEL that yields a list; item and index can be used inside.")
            .may("parallel", new Form.Whole(1, 64), "How many items are worked on at a time. Default 1.")
            .must("steps", STEPS, "What runs for every item.")
            .may("output", new Form.Any(), "What an item comes to. Default: the last step's value.")
            .may(
                    "onItemError",
                    new Form.Either(
                            Form.word("fail", "skip"),
                            Form.fields()
                                    .must("value", new Form.Any(), "The item yields this instead.")
                                    .end()),
                    "What happens when an item's steps failed. Default fail.")
            .end();

    private static final Form.Fields TOOL = Form.fields()
            .all(OPTIONS)
            .must("connector", Words.ALIAS, "An alias of spec.connectors.")
            .must("operation", Words.ALIAS, "One of the connector's operations.")
            .may("arguments", new Form.AnyObject(), "By parameter, with {{ }} in the texts.")
            .end();

    private static final Form.Kinds STEP = step();

    private static final Form.Fields SPEC = Form.fields()
            .must("scenario", Words.SCENARIO, "Code of the scenario catalogue; usage is counted by it.")
            .may("inputs", new Form.AnyObject(), "JSON Schema 2020-12 of the inputs, an object.")
            .may(
                    "models",
                    new Form.Named(Words.ALIAS, ROUTE, 50),
                    "Aliases used by steps, each a route over the tenant's models.")
            .may(
                    "connectors",
                    new Form.Named(Words.ALIAS, Words.LABEL, 50),
                    "Aliases used by steps, each a connector of the tenant.")
            .must("steps", STEPS, "What the app does. Order follows the data.")
            .may("output", new Form.Any(), "What comes out, with {{ }} in its texts. Default: the last step's value.")
            .may(
                    "limits",
                    Form.fields()
                            .may("deadline", Units.SPAN, "The longest an invocation may take.")
                            .may("modelCalls", new Form.Whole(1, 100_000), "The most calls of models.")
                            .may("tokens", new Form.Whole(1, 1_000_000_000L), "The most tokens, in and out.")
                            .may("cost", Units.MONEY, "The most it may cost.")
                            .end(),
                    "What one invocation may take at most.")
            .end();

    static final Form.Fields DOCUMENT = Form.fields()
            .must("apiVersion", Form.word("flotilla.io/v1"), "The version of the language.")
            .must("kind", Form.word("App"), "An app.")
            .must("metadata", Words.METADATA, "What the app is called.")
            .must("spec", SPEC, "What the app is.")
            .end();

    private AppForm() {}

    private static Form.Kinds step() {
        var kinds = new LinkedHashMap<String, Form.Fields>();
        kinds.put("prompt", PROMPT);
        kinds.put("classify", CLASSIFY);
        kinds.put("extract", EXTRACT);
        kinds.put("agent", AGENT);
        kinds.put("transform", TRANSFORM);
        kinds.put("branch", BRANCH);
        kinds.put("each", EACH);
        kinds.put("tool", TOOL);
        return new Form.Kinds("type", kinds, Set.of("retrieve", "call", "approve"));
    }
}
