package io.flotilla.platform.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.document.Format;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.problem.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// An app with the connectors it uses as one file: several YAML documents, each as its author gave it. It holds no secret, only
/// the names of those that its connectors refer to.
///
/// @param documents in the order of the file
record Bundle(List<Part> documents) {
    private static final int MOST = 50;
    private static final String SEPARATOR = "---";
    private static final Pattern KIND = Pattern.compile("(?m)^[\"']?kind[\"']?[ \\t]*:[ \\t]*[\"']?([A-Za-z]+)");
    private static final Pattern KIND_IN_JSON = Pattern.compile("\"kind\"\\s*:\\s*\"([A-Za-z]+)\"");

    Bundle {
        documents = List.copyOf(documents);
    }

    /// What the file says of itself; an import reads none of it.
    static String head(App app, Collection<String> secrets) {
        var nodes = JsonNodeFactory.instance;
        var head = nodes.objectNode().put("apiVersion", "flotilla.io/v1").put("kind", "Bundle");
        head.putObject("metadata").put("name", app.name()).put("version", app.version()).put("hash", app.hash());
        var needs = head.putObject("spec");
        needs.put("scenario", app.scenario());
        app.models().forEach(needs.putArray("models")::add);
        app.connectors().forEach(needs.putArray("connectors")::add);
        secrets.forEach(needs.putArray("secrets")::add);
        return head.toString();
    }

    /// The file of these documents.
    static String file(List<String> documents) {
        var file = new StringBuilder();
        for (String document : documents) {
            file.append(SEPARATOR).append('\n').append(document.strip()).append('\n');
        }
        return file.toString();
    }

    /// The documents of a file.
    ///
    /// @throws io.flotilla.platform.problem.Fault.Invalid `invalid-definition`, for what is no file of documents
    static Bundle read(byte[] content) {
        var parts = new ArrayList<Part>();
        var lines = new String(content, UTF_8).split("\n", -1);
        var text = new StringBuilder();
        int first = 0;
        for (int i = 0; i <= lines.length; i++) {
            if (i < lines.length && !lines[i].stripTrailing().equals(SEPARATOR)) {
                text.append(lines[i]).append('\n');
                continue;
            }
            if (!isEmpty(text.toString())) parts.add(new Part(kind(text.toString()), text.toString(), first));
            text.setLength(0);
            first = i + 1;
        }
        if (parts.isEmpty() || parts.size() > MOST) {
            throw Definitions.invalid(List.of(new Violation(
                    "", "invalid-bundle", "A file of 1 to %d documents, divided by '---' lines, is needed.".formatted(MOST))));
        }
        return new Bundle(parts);
    }

    /// Whether there is nothing but comments.
    private static boolean isEmpty(String text) {
        return text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
    }

    /// The kind a document says it is; its reader checks the document, and with it the kind.
    private static String kind(String text) {
        var matcher = (text.stripLeading().startsWith("{") ? KIND_IN_JSON : KIND).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// One document of a file.
    ///
    /// @param line how many lines stand before it
    record Part(String kind, String text, int line) {
        /// The document by itself.
        Source source() {
            return new Source(text.strip() + '\n', Format.YAML);
        }

        /// The text for a reader, who then tells places of the whole file.
        byte[] content() {
            return ("\n".repeat(line) + text).getBytes(UTF_8);
        }
    }
}
