package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.HeaderValue;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.Operation;
import io.flotilla.app.connector.Placeholders;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.connector.SqlParameters;
import io.flotilla.app.read.Findings;
import io.flotilla.app.read.Places;
import io.flotilla.app.schema.Schemas;
import io.flotilla.app.violation.Nearest;
import io.flotilla.app.violation.Pointers;
import io.flotilla.app.violation.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks connectors: no credential in the document, every parameter declared and used, schemas that can be used.
public final class ConnectorCheck {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern CREDENTIAL_IN_URL =
            Pattern.compile("(?i)([?&;](password|pwd|secret|token|api_?key|sslpassword)=)|(//[^/@\\s]*:[^/@\\s]*@)");
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token");

    private final Findings findings;

    private ConnectorCheck(Findings findings) {
        this.findings = findings;
    }

    /// What is wrong with a connector; empty when nothing is.
    public static List<Violation> check(ConnectorDefinition connector, Places places) {
        var check = new ConnectorCheck(new Findings(places));
        switch (connector.spec()) {
            case SqlConnector sql -> check.sql(sql);
            case HttpConnector http -> check.http(http);
        }
        var timeout = connector.spec().limits().timeout();
        if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            check.findings.add("/spec/limits/timeout", "out-of-range", "must be from 1ms to 10m");
        }
        return check.findings.sorted();
    }

    private void sql(SqlConnector sql) {
        if (CREDENTIAL_IN_URL.matcher(sql.url()).find()) {
            findings.add(
                    "/spec/url", "literal-secret", "no credential in the URL: use user, and password: {secret: name}");
        }
        sql.statements().forEach((name, statement) -> {
            var pointer = Pointers.child("/spec/statements", name);
            var parsed = SqlParameters.parse(statement.sql());
            if (parsed.statements() == 0) findings.add(pointer + "/sql", "wrong-form", "there is no statement");
            if (parsed.statements() > 1) {
                findings.add(
                        pointer + "/sql", "wrong-form", "there is more than one statement; one name, one statement");
            }
            parameters(statement, parsed.names(), pointer, pointer + "/sql", ":");
        });
    }

    private void http(HttpConnector http) {
        url(http.baseUrl());
        headers(http.headers(), "/spec/headers");
        http.headers().forEach((name, value) -> {
            if (value instanceof HeaderValue.Plain(var text)
                    && !Placeholders.names(text).isEmpty()) {
                findings.add(
                        Pointers.child("/spec/headers", name),
                        "wrong-form",
                        "placeholders can be used in the headers of an operation only");
            }
        });
        http.operations().forEach((name, operation) -> {
            var pointer = Pointers.child("/spec/operations", name);
            headers(operation.headers(), pointer + "/headers");
            if (operation.body() != null
                    && (operation.method() == HttpOperation.Method.GET
                            || operation.method() == HttpOperation.Method.HEAD)) {
                findings.add(pointer + "/body", "wrong-form", "a %s has no body".formatted(operation.method()));
            }
            parameters(operation, used(operation), pointer, pointer, "");
        });
    }

    private void url(String baseUrl) {
        try {
            var uri = new URI(baseUrl);
            if (uri.getHost() == null) findings.add("/spec/baseUrl", "wrong-form", "there is no host in the URL");
            if (uri.getUserInfo() != null) {
                findings.add(
                        "/spec/baseUrl", "literal-secret", "no credential in the URL: use headers with {secret: name}");
            }
        } catch (URISyntaxException e) {
            findings.add("/spec/baseUrl", "wrong-form", "must be an http or https URL");
        }
    }

    private void headers(Map<String, HeaderValue> headers, String pointer) {
        headers.forEach((name, value) -> {
            if (value instanceof HeaderValue.Plain && SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                findings.add(
                        Pointers.child(pointer, name),
                        "literal-secret",
                        "a credential must be a reference: {secret: name}");
            }
        });
    }

    private static Set<String> used(HttpOperation operation) {
        var used = new LinkedHashSet<>(Placeholders.names(operation.path()));
        operation.query().values().forEach(text -> used.addAll(Placeholders.names(text)));
        operation.headers().values().forEach(value -> {
            if (value instanceof HeaderValue.Plain(var text)) used.addAll(Placeholders.names(text));
        });
        if (operation.body() != null) used.addAll(Placeholders.names(operation.body()));
        return used;
    }

    private void parameters(Operation operation, Set<String> used, String pointer, String where, String mark) {
        var declared = operation.parameters();
        for (var name : used) {
            if (declared.containsKey(name)) continue;
            var message = "the parameter %s%s is not declared in parameters".formatted(mark, name);
            var guess = Nearest.to(name, declared.keySet());
            findings.add(where, "unknown-parameter", message, guess.orElse(null));
        }
        declared.forEach((name, schema) -> {
            var place = Pointers.child(pointer + "/parameters", name);
            if (!used.contains(name)) findings.add(place, "unused-parameter", "the parameter is not used");
            schema(schema, place);
        });
        if (operation.result() != null) schema(operation.result(), pointer + "/result");
    }

    private void schema(JsonNode schema, String pointer) {
        for (var violation : Schemas.check(schema)) {
            findings.add(pointer + violation.pointer(), violation.code(), violation.message());
        }
    }
}
