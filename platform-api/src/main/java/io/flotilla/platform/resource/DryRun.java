package io.flotilla.platform.resource;

import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parameter `?check`: say what would happen, and change nothing.
public final class DryRun {
    private DryRun() {}

    /// Whether it is asked for, also without a value, for which the framework hands over nothing.
    ///
    /// @param check the parameter as the framework read it
    public static boolean isAsked(@Nullable String check, UriInfo address) {
        if (check != null) return !check.equals("false");
        var query = address.getRequestUri().getRawQuery();
        return query != null && Stream.of(query.split("&", -1)).anyMatch(part -> part.matches("check=?"));
    }
}
