package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import io.flotilla.platform.problem.Violations;
import java.util.Locale;
import java.util.regex.Pattern;

/// An invitation.
record NewMember(String email, Role role) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");

    NewMember {
        new Violations()
                .matches("/email", email, EMAIL, "This is not an e-mail address.")
                .required("/role", role)
                .orThrow();
        email = email.toLowerCase(Locale.ROOT);
    }
}
