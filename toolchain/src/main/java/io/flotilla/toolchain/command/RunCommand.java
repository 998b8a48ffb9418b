package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.engine.chain.RunResult;
import io.flotilla.toolchain.document.Documents;
import io.flotilla.toolchain.document.Excerpt;
import io.flotilla.toolchain.localrun.LocalModel;
import io.flotilla.toolchain.localrun.LocalRunner;
import io.flotilla.toolchain.output.Narrator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs an app here, without a platform.
@Command(
        name = "run",
        description = {
            "Run an app on this machine, without a platform, against any OpenAI-compatible model.",
            "Give the app's file and the files of the connectors it uses.",
        },
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    InputOptions inputs = new InputOptions();

    @Mixin
    ModelOptions model = new ModelOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "One app and its connectors, YAML or JSON.")
    List<Path> files = List.of();

    @Option(
            names = "--secret",
            paramLabel = "NAME=VARIABLE",
            description = "A secret that a connector names, read from this environment variable.")
    Map<String, String> secrets = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print the output alone, as JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        var err = spec.commandLine().getErr();
        var documents = Documents.check(files);
        documents.findings().forEach(finding -> Excerpt.print(err, finding));
        if (!documents.sound()) return ExitCodes.AT_FAULT;
        if (documents.apps().size() != 1) throw new Unusable("run needs exactly one app");
        var app = documents.apps().values().iterator().next();
        var values = inputs.read();
        var violations = app.checkInputs(values);
        violations.forEach(violation -> err.println("inputs" + violation.pointer() + ": " + violation.message()));
        if (!violations.isEmpty()) return ExitCodes.AT_FAULT;
        return run(app, values, connectors(app, documents));
    }

    private int run(CheckedApp app, JsonNode values, Map<String, ConnectorDefinition> connectors) throws Exception {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        LocalModel where = model.find();
        try (var runner = new LocalRunner(Clock.systemUTC())) {
            var narrator = new Narrator(out, err, json);
            return switch (runner.run(app, values, where, connectors, secretValues(), narrator)) {
                case RunResult.Succeeded succeeded -> {
                    narrator.succeeded(succeeded);
                    yield ExitCodes.DONE;
                }
                case RunResult.Failed failed -> {
                    narrator.failed(failed);
                    yield ExitCodes.AT_FAULT;
                }
                case RunResult.Cancelled _ -> ExitCodes.AT_FAULT;
            };
        }
    }

    private static Map<String, ConnectorDefinition> connectors(CheckedApp app, Documents documents) throws Unusable {
        var known = new LinkedHashMap<String, ConnectorDefinition>();
        documents.connectors().values().forEach(definition -> known.put(definition.name(), definition));
        for (String name : app.definition().spec().connectors().values()) {
            if (!known.containsKey(name))
                throw new Unusable("the app uses connector %s: give its file too".formatted(name));
        }
        return known;
    }

    private Map<String, String> secretValues() throws Unusable {
        var values = new LinkedHashMap<String, String>();
        for (var secret : secrets.entrySet()) {
            var value = System.getenv(secret.getValue());
            if (value == null) {
                throw new Unusable(
                        "--secret %s: the variable %s is not set".formatted(secret.getKey(), secret.getValue()));
            }
            values.put(secret.getKey(), value);
        }
        return values;
    }
}
