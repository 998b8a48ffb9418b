package io.flotilla.platform.quota;

import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.resource.Name;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a caller sends to make or replace a limit.
///
/// @param node left out, the whole tenant
record LimitRequest(
        @Nullable NodeRequest node,
        @Nullable Integer requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Integer atOnce) {
    private static final Set<Level> LEVELS = EnumSet.of(Level.TENANT, Level.APP, Level.KEY, Level.MODEL);
    private static final long MOST_REQUESTS = 1_000_000;
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    /// The request checked, for the limit called `name`.
    Checked check(String name) {
        var findings = new ArrayList<Violation>();
        if (!Name.fits(name)) findings.add(new Violation("/name", "invalid-name", Name.RULE));
        var checkedNode = node == null ? Node.TENANT : node.check(LEVELS, findings);
        range(findings, "/requestsPerMinute", requestsPerMinute, 1, MOST_REQUESTS);
        range(findings, "/tokensPerMinute", tokensPerMinute, 1, MOST_TOKENS);
        range(findings, "/atOnce", atOnce, 0, MOST_REQUESTS);
        if (requestsPerMinute == null && tokensPerMinute == null && atOnce == null) {
            findings.add(new Violation(
                    "", "missing", "A limit names requestsPerMinute, tokensPerMinute or atOnce, or several."));
        }
        if (atOnce != null && checkedNode.level() == Level.MODEL) {
            findings.add(new Violation("/atOnce", "wrong-level", "A model has no limit of invocations at once."));
        }
        if (findings.isEmpty()) return new Checked(name, checkedNode, requestsPerMinute, tokensPerMinute, atOnce);
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, findings.getFirst().message(), findings);
    }

    private static void range(List<Violation> findings, String pointer, @Nullable Number value, long least, long most) {
        if (value == null || (value.longValue() >= least && value.longValue() <= most)) return;
        findings.add(new Violation(pointer, "out-of-range", "It is between %d and %d.".formatted(least, most)));
    }

    /// A request that can be carried out.
    record Checked(
            String name,
            Node node,
            @Nullable Integer requestsPerMinute,
            @Nullable Long tokensPerMinute,
            @Nullable Integer atOnce) {}
}
