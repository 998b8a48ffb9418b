package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a probe tries out.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProbeTarget.OfProvider.class, name = "provider"),
    @JsonSubTypes.Type(value = ProbeTarget.OfModel.class, name = "model"),
    @JsonSubTypes.Type(value = ProbeTarget.OfConnector.class, name = "connector"),
})
public sealed interface ProbeTarget {
    /// Does the server answer, with this key, as one of its kind? Nothing is asked of a model.
    record OfProvider(String kind, String baseUrl, @Nullable SealedSecret apiKey) implements ProbeTarget {
        public OfProvider {
            requireNonNull(kind, "kind");
            requireNonNull(baseUrl, "baseUrl");
        }
    }

    /// Does the model answer the shortest of questions?
    record OfModel(ResolvedModel model) implements ProbeTarget {
        public OfModel {
            requireNonNull(model, "model");
        }
    }

    /// Can the connector be reached, and does the other side take what it would send?
    ///
    /// @param operation the operation to call; absent: only what changes nothing is tried
    /// @param arguments of the operation
    record OfConnector(
            ResolvedConnector connector,
            @Nullable String operation,
            @Nullable JsonNode arguments)
            implements ProbeTarget {
        public OfConnector {
            requireNonNull(connector, "connector");
        }
    }
}
