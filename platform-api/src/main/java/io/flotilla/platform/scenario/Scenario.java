package io.flotilla.platform.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One scenario of the catalogue: something that enterprises of an industry do, and that an app can be for.
///
/// @param area      a part of the domain, where the domain has parts
/// @param chain     the kinds of work an app for it does, in order
/// @param evidence  how it is known: `named` by its source, its `area` only, or general `knowledge`; absent for a tenant's own
/// @param source    the entry of the survey that names it
/// @param sameAs    the code of the same work in another industry, which apps for both can share
/// @param validFrom the first day it may be used
/// @param validTo   the day from which it is retired
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Scenario(
        String code,
        Names name,
        Named industry,
        Named domain,
        @Nullable Names area,
        List<Shape> chain,
        @Nullable String evidence,
        @Nullable String source,
        @Nullable String sameAs,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    public Scenario {
        chain = List.copyOf(chain);
    }

    /// Whether new work should no longer be put under it. It stays readable, and what runs under it goes on.
    boolean retired(LocalDate today) {
        return validTo != null && !today.isBefore(validTo);
    }

    /// Whether it may be used on this day.
    public boolean current(LocalDate today) {
        return !retired(today) && !today.isBefore(validFrom);
    }

    /// A code that is the beginning of others, with its name.
    public record Named(String code, Names name) {}
}
