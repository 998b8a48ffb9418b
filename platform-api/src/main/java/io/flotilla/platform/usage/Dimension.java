package io.flotilla.platform.usage;

import io.flotilla.platform.problem.Fault;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What usage can be grouped and filtered by, with its place in the ledger and in the sums alike.
enum Dimension {
    TENANT("(select name from tenant where id = u.tenant_id)", "tenant_id"),
    INDUSTRY("split_part(u.scenario, '.', 1)", "scenario"),
    DOMAIN("split_part(u.scenario, '.', 1) || '.' || split_part(u.scenario, '.', 2)", "scenario"),
    SCENARIO("u.scenario", "scenario"),
    APP("u.app", "app"),
    VERSION("u.version::text", "version"),
    MODEL("u.model", "model"),
    PROVIDER("u.provider", "provider"),
    KEY("u.api_key_id::text", "api_key_id"),
    /// A person by the address they were invited by, or by their subject once they have left.
    MEMBER("""
            case when u.caller like 'user:%' then coalesce(
                (select m.email from member m where m.tenant_id = u.tenant_id and m.subject = substr(u.caller, 6)), substr(u.caller, 6)) end""", "tenant_id", "caller"),
    ROUTE("u.route", "route"),
    ENVIRONMENT("u.environment", "environment"),
    KIND("u.kind", "kind");

    private final String sql;
    private final List<String> columns;

    Dimension(String sql, String... columns) {
        this.sql = sql;
        this.columns = List.of(columns);
    }

    String sql() {
        return sql;
    }

    /// The columns that it is made of.
    List<String> columns() {
        return columns;
    }

    /// Whether it is looked up in another table: nothing to do for each of many rows.
    boolean isLookedUp() {
        return this == TENANT || this == MEMBER;
    }

    /// The name in the API, such as `scenario`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The dimensions of `groupBy=scenario,model`, in that order and each once.
    static List<Dimension> list(String words) {
        Set<Dimension> dimensions = new LinkedHashSet<>();
        for (String word : words.split(",", -1)) if (!word.isBlank()) dimensions.add(of(word.strip()));
        return List.copyOf(dimensions);
    }

    private static Dimension of(String word) {
        for (Dimension each : values()) if (each.word().equals(word)) return each;
        var known = Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(", "));
        throw Fault.invalid("groupBy", "unknown-dimension", "Usage is grouped by: " + known + ".");
    }
}
