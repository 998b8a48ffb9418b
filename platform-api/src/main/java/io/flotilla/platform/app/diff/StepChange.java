package io.flotilla.platform.app.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One step that differs.
///
/// @param type   as it is now, or was
/// @param moved  whether it stands elsewhere; a step may be changed and moved
/// @param before where it stood; absent for a step that was added
/// @param after  where it stands; absent for a step that was removed
/// @param fields what changed in it, nested steps aside: they have entries of their own
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepChange(
        String id,
        String type,
        ChangeKind change,
        boolean moved,
        @Nullable StepPlace before,
        @Nullable StepPlace after,
        List<FieldChange> fields) {
    public StepChange {
        fields = List.copyOf(fields);
    }

    /// What happened to a step.
    public enum ChangeKind {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where a step stands.
    ///
    /// @param in    the list of steps it is in, as the id of the step around it and a pointer there: `decide/cases/0`; empty for
    ///     the app's own
    /// @param index from 0
    public record StepPlace(String in, int index) {}
}
