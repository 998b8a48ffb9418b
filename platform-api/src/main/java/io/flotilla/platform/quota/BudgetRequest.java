package io.flotilla.platform.quota;

import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.usage.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a caller sends to make or replace a budget.
///
/// @param node left out, the whole tenant
/// @param mode left out, `hard`
@Schema(requiredProperties = {"period", "limit"})
record BudgetRequest(
        @Nullable NodeRequest node,
        @Nullable String period,
        @Nullable Amount limit,
        @Nullable String mode) {
    private static final Set<Level> LEVELS = EnumSet.of(Level.TENANT, Level.SCENARIO, Level.APP, Level.KEY);
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /// The request checked, for the budget called `name`.
    Checked check(String name) {
        var findings = new ArrayList<Violation>();
        if (!Name.fits(name)) findings.add(new Violation("/name", "invalid-name", Name.RULE));
        var checkedNode = node == null ? Node.TENANT : node.check(LEVELS, findings);
        var checkedPeriod = Objects.requireNonNullElse(period, "");
        if (!Set.of("day", "month").contains(checkedPeriod)) {
            findings.add(new Violation("/period", "unknown-period", "A period is one of: day, month."));
        }
        var checkedMode = Objects.requireNonNullElse(mode, "hard");
        if (!Set.of("hard", "warn").contains(checkedMode)) {
            findings.add(new Violation("/mode", "unknown-mode", "A mode is one of: hard, warn."));
        }
        var money = limit == null ? null : limit.money();
        if (money == null) {
            findings.add(new Violation(
                    "/limit",
                    "invalid-amount",
                    "A limit is {\"nano\": ..., \"currency\": \"CNY\"}: nano-units, not negative, and three capitals."));
        }
        if (findings.isEmpty() && money != null) {
            return new Checked(name, checkedNode, checkedPeriod, money, checkedMode);
        }
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, findings.getFirst().message(), findings);
    }

    /// An amount as it is sent.
    record Amount(@Nullable Long nano, @Nullable String currency) {
        @Nullable
        Money money() {
            if (nano == null || nano < 0 || currency == null) return null;
            return CURRENCY.matcher(currency).matches() ? new Money(nano, currency) : null;
        }
    }

    /// A request that can be carried out.
    record Checked(String name, Node node, String period, Money limit, String mode) {}
}
