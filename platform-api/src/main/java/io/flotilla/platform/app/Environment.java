package io.flotilla.platform.app;

import io.flotilla.platform.problem.Fault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a release is live: `production`, or whatever else a tenant sets apart.
public record Environment(String name) {
    /// The environment of those who name none.
    public static final Environment PRODUCTION = new Environment("production");

    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /// The environment of that name; production without a name.
    ///
    /// @param pointer where the name stands in the request
    /// @throws Fault.Invalid for what cannot be a name
    public static Environment of(@Nullable String name, String pointer) {
        if (name == null) return PRODUCTION;
        if (!SYNTAX.matcher(name).matches()) {
            throw Fault.invalid(
                    pointer,
                    "invalid-name",
                    "An environment's name is 1 to 32 small letters, digits and hyphens, and starts with a letter.");
        }
        return new Environment(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
