package io.flotilla.platform.resource;

import io.flotilla.platform.problem.Fault;
import java.util.regex.Pattern;

/// The names that tenants give, as they stand in addresses.
public final class Name {
    /// What a name looks like, for people.
    public static final String RULE =
            "A name is 1 to 64 letters, digits, '.', '_' and '-', from letter or digit to letter or digit.";

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    private Name() {}

    /// Whether something may be called so.
    public static boolean fits(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /// A name out of an address.
    ///
    /// @throws Fault.NotFound for what cannot be the name of anything
    public static String known(String text) {
        if (!fits(text)) throw Fault.notFound();
        return text;
    }

    /// A name out of a cursor, for `PageRequest.after`.
    ///
    /// @throws IllegalArgumentException for what was not written by us
    public static String cursor(String text) {
        if (!fits(text)) throw new IllegalArgumentException("not a name");
        return text;
    }
}
