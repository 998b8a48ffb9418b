package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import io.flotilla.app.definition.Metadata;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// A connector as its document defines it.
public record ConnectorDefinition(Metadata metadata, ConnectorSpec spec) {
    /// The `kind` of a connector document.
    public static final String KIND = "Connector";

    public ConnectorDefinition {
        requireNonNull(metadata, "metadata");
        requireNonNull(spec, "spec");
    }

    /// The connector's id inside its tenant.
    public String name() {
        return metadata.name();
    }

    /// What a `tool` step may call, by name.
    public SequencedMap<String, ? extends Operation> operations() {
        return switch (spec) {
            case SqlConnector sql -> sql.statements();
            case HttpConnector http -> http.operations();
        };
    }

    /// The names of the tenant's secrets that the connector needs.
    public Set<String> secrets() {
        var names = new TreeSet<String>();
        switch (spec) {
            case SqlConnector sql -> {
                if (sql.password() != null) names.add(sql.password().secret());
            }
            case HttpConnector http -> {
                http.headers().values().forEach(value -> value.secret().ifPresent(names::add));
                http.operations()
                        .values()
                        .forEach(operation -> operation
                                .headers()
                                .values()
                                .forEach(value -> value.secret().ifPresent(names::add)));
            }
        }
        return names;
    }
}
