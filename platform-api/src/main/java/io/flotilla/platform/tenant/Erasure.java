package io.flotilla.platform.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The proof that a tenant was erased.
///
/// @param tenant    the id it had
/// @param rows      how many rows went, by table
/// @param auditHash hash of the last event of its audit chain, in hexadecimal digits: who kept an export can show that
///                  it was whole
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Erasure(
        UUID tenant,
        String name,
        String title,
        String erasedBy,
        Instant erasedAt,
        SortedMap<String, Long> rows,
        @Nullable String auditHash) {}
