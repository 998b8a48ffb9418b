package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.flotilla.platform.resource.Resource;
import io.flotilla.platform.resource.Revision;
import java.time.Instant;
import java.util.UUID;

/// A server of models, as the tenant reads it: whether there is a key, never the key.
///
/// @param kind    `openai`: any server with OpenAI's doors; `anthropic`; `local`: small models inside the worker
/// @param baseUrl empty for `local`
record Provider(
        UUID id,
        String name,
        String kind,
        String baseUrl,
        boolean hasApiKey,
        @JsonIgnore Revision revision,
        Instant createdAt,
        Instant updatedAt)
        implements Resource {}
