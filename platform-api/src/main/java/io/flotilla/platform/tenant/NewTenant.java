package io.flotilla.platform.tenant;

import io.flotilla.platform.problem.Violations;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request for a tenant.
///
/// @param settings the usual ones, if absent
record NewTenant(String name, String title, Owner owner, @Nullable Settings settings) {
    NewTenant {
        new Violations()
                .name("/name", name)
                .text("/title", title, 200)
                .required("/owner", owner)
                .orThrow();
    }

    /// The person who will own it.
    record Owner(String email) {
        private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");

        Owner {
            new Violations()
                    .matches("/owner/email", email, EMAIL, "This is not an e-mail address.")
                    .orThrow();
            email = email.toLowerCase(Locale.ROOT);
        }
    }
}
