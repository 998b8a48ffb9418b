package io.flotilla.platform.scenario;

import io.flotilla.platform.problem.Violations;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which scenarios a caller wants to see.
record ScenarioQuestion(
        @Parameter(description = "Words in Chinese or English, or parts of a code; the nearest come first")
        @QueryParam("q")
        @Nullable
        String text,

        @Parameter(description = "The code of an industry: finance") @QueryParam("industry") @Nullable
        String industry,

        @Parameter(description = "The code of a domain: finance.banking") @QueryParam("domain") @Nullable
        String domain,

        @Parameter(description = "A kind of work in the chain: extract") @QueryParam("chain") @Nullable
        String shape,

        @Parameter(description = "Also those that are retired") @QueryParam("retired") @DefaultValue("false")
        String retired) {
    private static final int MOST = 200;
    private static final Pattern CODE = Pattern.compile("[a-z0-9.-]{1,120}");

    ScenarioQuestion {
        var violations = new Violations();
        if (text != null && text.length() > MOST) violations.add("q", "too-long", "At most 200 characters.");
        if (industry != null) violations.matches("industry", industry, CODE, "An industry's code, such as finance.");
        if (domain != null) violations.matches("domain", domain, CODE, "A domain's code, such as finance.banking.");
        if (shape != null && Shape.of(shape).isEmpty()) {
            violations.add("chain", "unknown-shape", "A kind of work is one of: %s.".formatted(Shape.words()));
        }
        violations.flag("retired", retired).orThrow();
    }

    /// How far a scenario is from what is looked for; empty when it is not asked for.
    OptionalInt distance(Scenario scenario, LocalDate today) {
        if (retired.equals("false") && scenario.retired(today)) return OptionalInt.empty();
        if (industry != null && !scenario.industry().code().equals(industry)) return OptionalInt.empty();
        if (domain != null && !scenario.domain().code().equals(domain)) return OptionalInt.empty();
        if (shape != null
                && scenario.chain().stream().noneMatch(each -> each.word().equals(shape))) {
            return OptionalInt.empty();
        }
        return text == null ? OptionalInt.of(0) : Search.of(text).distance(scenario);
    }
}
