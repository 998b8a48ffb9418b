package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.resource.Resource;
import io.flotilla.platform.resource.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A model that the tenant can name.
///
/// @param name          what apps and usage call it
/// @param origin        `tenant` for the tenant's own, `platform` for one that an operator granted
/// @param upstreamName  what its provider calls it
/// @param kind          what it does: `chat`, `embedding`, `image`, `speech`, `rerank` or `classifier`
/// @param contextLength in tokens, when somebody said
/// @param regions       where it runs, in the provider's words
/// @param price         the price now; absent when nobody gave one: what it costs is then unknown, not zero
@JsonInclude(JsonInclude.Include.NON_NULL)
record Model(
        UUID id,
        String name,
        String origin,
        String provider,
        String upstreamName,
        String kind,
        @Nullable Integer contextLength,
        @Nullable Limits limits,
        List<String> regions,
        Map<String, String> labels,
        LifeCycle lifeCycle,
        @Nullable Price price,
        @JsonIgnore Revision revision,
        Instant createdAt,
        Instant updatedAt)
        implements Resource {
    Model {
        regions = List.copyOf(regions);
        labels = Map.copyOf(labels);
    }
}
