package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import io.flotilla.platform.problem.Violations;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request to invite a person.
///
/// @param days how long it is good; fourteen, if absent
record NewInvitation(String email, Role role, @Nullable Integer days) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 90;

    NewInvitation {
        var violations = new Violations()
                .matches("/email", email, EMAIL, "This is not an e-mail address.")
                .required("/role", role);
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            violations.add("/days", "out-of-range", "1 to %d days.".formatted(MOST_DAYS));
        }
        violations.orThrow();
        email = email.toLowerCase(Locale.ROOT);
    }

    Duration span() {
        return Duration.ofDays(days == null ? USUAL_DAYS : days);
    }
}
