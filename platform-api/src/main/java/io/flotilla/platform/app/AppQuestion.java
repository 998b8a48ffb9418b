package io.flotilla.platform.app;

import io.flotilla.platform.access.Reach;
import io.flotilla.platform.problem.Violations;
import io.flotilla.platform.version.Versions.Filter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which apps a caller wants to see.
record AppQuestion(
        @Parameter(description = "Those that carry a label: team:claims") @QueryParam("label") @Nullable
        String label,

        @Parameter(description = "Those for a scenario, a domain or an industry, by its code")
        @QueryParam("scenario")
        @Nullable
        String scenario,

        @Parameter(description = "The archived ones instead") @QueryParam("archived") @DefaultValue("false")
        String archived) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9.-]{1,120}");

    /// For all that are not archived.
    static final AppQuestion ALL = new AppQuestion(null, null, "false");

    AppQuestion {
        var violations = new Violations().flag("archived", archived);
        if (scenario != null) violations.matches("scenario", scenario, CODE, "A code such as finance.banking.");
        violations.orThrow();
    }

    /// What to ask of the database, within what the caller may use.
    Filter filter(Reach reach) {
        var values = new HashMap<String, Object>();
        var sql = new StringBuilder("true");
        if (label != null) {
            sql.append(" and t.labels @> cast(:label as jsonb)");
            values.put("label", Labels.parameter(label).json());
        }
        if (scenario != null) {
            sql.append(" and starts_with(v.scenario || '.', :scenario)");
            values.put("scenario", scenario + ".");
        }
        var apps = reach.apps();
        if (apps != null) {
            sql.append(" and t.name = any(:apps)");
            values.put("apps", apps.toArray(String[]::new));
        }
        return new Filter(archived.equals("true"), sql.toString(), Map.copyOf(values));
    }
}
