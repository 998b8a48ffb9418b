package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.violation.Violation;
import io.flotilla.toolchain.document.DocumentFile;
import io.flotilla.toolchain.document.Documents;
import io.flotilla.toolchain.document.Documents.Finding;
import io.flotilla.toolchain.document.Excerpt;
import io.flotilla.toolchain.platform.PlatformClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Publishes app and connector files.
@Command(
        name = "push",
        description = {
            "Publish app and connector files: each becomes a new version unless it is one already.",
            "They are checked here first; nothing is sent while one is at fault.",
        },
        mixinStandardHelpOptions = true)
public final class PushCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    PlatformOptions platform = new PlatformOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON.")
    List<Path> files = List.of();

    private final ArrayNode versions = JsonNodeFactory.instance.arrayNode();

    @Override
    public Integer call() throws Exception {
        var documents = Documents.check(files);
        documents.findings().forEach(finding -> Excerpt.print(spec.commandLine().getErr(), finding));
        if (!documents.sound()) return ExitCodes.AT_FAULT;
        var client = platform.client();
        for (var connector : documents.connectors().entrySet()) {
            push(client, connector.getKey(), "connectors", connector.getValue().name());
        }
        for (var app : documents.apps().entrySet()) {
            push(client, app.getKey(), "apps", app.getValue().definition().name());
        }
        if (platform.json) spec.commandLine().getOut().println(versions.toPrettyString());
        return ExitCodes.DONE;
    }

    private void push(PlatformClient client, DocumentFile file, String collection, String name) throws Exception {
        var path = collection + "/" + PlatformClient.encoded(name);
        var version = client.put(path, file.mediaType(), file.content());
        if (platform.json) {
            versions.add(version);
            return;
        }
        for (JsonNode warning : version.path("warnings")) {
            Excerpt.print(spec.commandLine().getErr(), new Finding(file, violation(warning), true));
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s is version %s.%n",
                        file.path(), name, version.path("version").asText());
    }

    private static Violation violation(JsonNode error) {
        return new Violation(
                error.path("pointer").asText(),
                error.path("line").asInt(),
                error.path("column").asInt(),
                error.path("code").asText(),
                error.path("message").asText(),
                error.hasNonNull("suggestion") ? error.path("suggestion").asText() : null);
    }
}
