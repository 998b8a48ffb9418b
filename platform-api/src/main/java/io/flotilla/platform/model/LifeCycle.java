package io.flotilla.platform.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.resource.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How long a model can be counted on.
///
/// @param stage     `main`: goes on under this name; `dated`: one frozen state of it; `preview`: may change or go at any time
/// @param retiresAt from then on nothing can be published or run with it; absent when nobody said
/// @param successor the model to take instead
@JsonInclude(JsonInclude.Include.NON_NULL)
record LifeCycle(
        @Nullable String stage, @Nullable Instant retiresAt, @Nullable String successor) {
    static final LifeCycle MAIN = new LifeCycle("main", null, null);

    private static final Set<String> STAGES = Set.of("main", "dated", "preview");

    static LifeCycle of(ResultSet row) throws SQLException {
        var retiresAt = row.getTimestamp("retires_at");
        return new LifeCycle(
                row.getString("stage"), retiresAt == null ? null : retiresAt.toInstant(), row.getString("successor"));
    }

    LifeCycle check(Findings findings, String model) {
        if (stage != null && !STAGES.contains(stage)) {
            findings.add("/lifeCycle/stage", "unknown-word", "A stage is main, dated or preview.");
        }
        if (successor != null && !Name.fits(successor)) findings.add("/lifeCycle/successor", "invalid-name", Name.RULE);
        if (model.equals(successor)) {
            findings.add("/lifeCycle/successor", "own-successor", "A model is not its own successor.");
        }
        return stage == null ? new LifeCycle("main", retiresAt, successor) : this;
    }
}
