package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.toolchain.document.Documents;
import io.flotilla.toolchain.document.Excerpt;
import io.flotilla.toolchain.output.Counted;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks app and connector files without a platform.
@Command(
        name = "check",
        description = "Check app and connector files. Connectors given with an app are checked against it.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON.")
    List<Path> files = List.of();

    @Option(names = "--json", description = "Print the findings as JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        var documents = Documents.check(files);
        var out = spec.commandLine().getOut();
        if (json) printJson(out, documents);
        else print(out, spec.commandLine().getErr(), documents);
        return documents.sound() ? ExitCodes.DONE : ExitCodes.AT_FAULT;
    }

    private static void print(PrintWriter out, PrintWriter err, Documents documents) {
        documents.findings().forEach(finding -> Excerpt.print(err, finding));
        documents
                .connectors()
                .forEach((file, connector) -> out.printf(
                        "%s: connector %s is sound (%s).%n",
                        file.path(),
                        connector.name(),
                        Counted.of(connector.operations().size(), "operation")));
        documents
                .apps()
                .forEach((file, app) -> out.printf(
                        "%s: app %s is sound (%s, scenario %s).%n",
                        file.path(),
                        app.definition().name(),
                        Counted.of(app.root().steps().size(), "step"),
                        app.definition().spec().scenario()));
    }

    private static void printJson(PrintWriter out, Documents documents) {
        var mapper = new JsonMapper();
        var findings = mapper.createArrayNode();
        for (var finding : documents.findings()) {
            var violation = finding.violation();
            findings.addObject()
                    .put("file", finding.file().path().toString())
                    .put("severity", finding.warning() ? "warning" : "error")
                    .put("line", violation.line())
                    .put("column", violation.column())
                    .put("pointer", violation.pointer())
                    .put("code", violation.code())
                    .put("message", violation.message())
                    .put("suggestion", violation.suggestion());
        }
        out.println(mapper.createObjectNode()
                .put("sound", documents.sound())
                .set("findings", findings)
                .toPrettyString());
    }
}
