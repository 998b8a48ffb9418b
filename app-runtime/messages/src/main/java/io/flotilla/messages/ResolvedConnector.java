package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/// A connector of the tenant with its definition document and the sealed secrets the definition refers to by name.
public record ResolvedConnector(
        UUID connectorId, String name, int version, JsonNode definition, Map<String, SealedSecret> secrets) {
    public ResolvedConnector {
        requireNonNull(connectorId, "connectorId");
        requireNonNull(name, "name");
        requireNonNull(definition, "definition");
        secrets = Map.copyOf(secrets);
    }
}
