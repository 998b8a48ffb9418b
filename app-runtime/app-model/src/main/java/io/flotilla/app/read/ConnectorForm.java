package io.flotilla.app.read;

import java.util.LinkedHashMap;
import java.util.Set;

/// The grammar of a connector document.
final class ConnectorForm {
    private static final Form.Fields SECRET = Form.fields()
            .must("secret", Words.LABEL, "The name of a secret of the tenant.")
            .end();
    private static final Form PARAMETERS = new Form.Named(
            Form.text("[a-zA-Z][a-zA-Z0-9_]{0,62}", 63, "a name of letters, digits and _"), new Form.AnyObject(), 50);
    private static final Form.Fields LIMITS = Form.fields()
            .may("timeout", Units.SPAN, "For one operation. Default 5s.")
            .may("maxRows", new Form.Whole(1, 10_000), "The most rows of a result. Default 200.")
            .may("maxBytes", Units.SIZE, "The largest result. Default 1MB.")
            .end();
    private static final Form.Text HEADER = Form.text("[a-zA-Z0-9!#$%&'*+.^_`|~-]+", 100, "the name of an HTTP header");
    private static final Form HEADERS = new Form.Named(
            HEADER,
            new Form.Either(
                    Form.text("[^\\r\\n]*", 2_000, "one line"),
                    Form.fields()
                            .must("secret", Words.LABEL, "The name of a secret of the tenant.")
                            .may(
                                    "prefix",
                                    Form.text("[^\\r\\n]*", 50, "one line"),
                                    "Stands before it, such as \"Bearer \".")
                            .end()),
            50);

    private static final Form.Fields STATEMENT = Form.fields()
            .must("sql", Form.text(20_000), "One statement with :name parameters.")
            .may("parameters", PARAMETERS, "JSON Schema by parameter.")
            .may("result", new Form.AnyObject(), "JSON Schema of one row.")
            .may("rows", Form.word("one", "many"), "one: the first row or null; many (default): a list.")
            .end();

    private static final Form.Fields SQL = Form.fields()
            .must("type", Form.text(40), "What kind of connector it is.")
            .must("url", Form.text("jdbc:[a-z0-9]+:.+", 1_000, "a JDBC URL"), "JDBC URL without a credential.")
            .may("user", Form.text(200), "Who connects.")
            .may("password", new Form.Either(Form.text(0), SECRET), "{secret: name}, never the password itself.")
            .must("statements", new Form.Named(Words.ALIAS, STATEMENT, 100), "What steps may call.")
            .may("limits", LIMITS, "What one operation may take at most.")
            .end();

    private static final Form.Fields OPERATION = Form.fields()
            .must("method", Form.word("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"), "The HTTP method.")
            .must(
                    "path",
                    Form.text("/[^\\s?#]*", 2_000, "a path that starts with /, without query"),
                    "Below the base URL, with {parameter} placeholders.")
            .may(
                    "query",
                    new Form.Named(Form.text(100), Form.text(2_000), 50),
                    "By name, with {parameter} placeholders.")
            .may("headers", HEADERS, "Sent with this operation, with {parameter} placeholders.")
            .may("body", new Form.Any(), "JSON with {parameter} placeholders in its texts.")
            .may("parameters", PARAMETERS, "JSON Schema by parameter.")
            .may("result", new Form.AnyObject(), "JSON Schema of the answer's body.")
            .end();

    private static final Form.Fields HTTP = Form.fields()
            .must("type", Form.text(40), "What kind of connector it is.")
            .must(
                    "baseUrl",
                    Form.text("https?://[^\\s?#]+", 1_000, "an http or https URL without query"),
                    "Where the API is.")
            .may(
                    "allow",
                    new Form.Items(Form.text("[a-zA-Z0-9.:\\[\\]-]+", 253, "a host name"), 0, 50),
                    "Hosts that may be called besides the base URL's.")
            .may("headers", HEADERS, "Sent with every operation.")
            .must("operations", new Form.Named(Words.ALIAS, OPERATION, 100), "What steps may call.")
            .may("limits", LIMITS, "What one operation may take at most.")
            .end();

    private static final Form.Kinds SPEC = spec();

    static final Form.Fields DOCUMENT = Form.fields()
            .must("apiVersion", Form.word("flotilla.io/v1"), "The version of the language.")
            .must("kind", Form.word("Connector"), "A connector.")
            .must("metadata", Words.METADATA, "What the connector is called.")
            .must("spec", SPEC, "How it is reached.")
            .end();

    private ConnectorForm() {}

    private static Form.Kinds spec() {
        var kinds = new LinkedHashMap<String, Form.Fields>();
        kinds.put("sql", SQL);
        kinds.put("http", HTTP);
        return new Form.Kinds("type", kinds, Set.of("knowledge", "mcp"));
    }
}
