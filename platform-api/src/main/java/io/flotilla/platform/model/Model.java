package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.resource.Revision;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A model of the tenant's catalogue.
///
/// @param name          what apps and usage call it
/// @param upstreamName  what its provider calls it
/// @param contextLength in tokens, when somebody said
/// @param price         the price now; absent when nobody gave one: what it costs is then unknown, not zero
@JsonInclude(JsonInclude.Include.NON_NULL)
record Model(
        UUID id,
        String name,
        String provider,
        String upstreamName,
        String kind,
        @Nullable Integer contextLength,
        Map<String, String> labels,
        @Nullable Price price,
        @JsonIgnore Revision revision,
        Instant createdAt,
        Instant updatedAt) {
    Model {
        labels = Map.copyOf(labels);
    }
}
