package io.flotilla.platform.app.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A diff as people read it in a terminal: `+` for what was added, `-` for what was removed, `~` for what changed, `>` for what
/// moved; texts of several lines line by line.
public final class DiffText {
    private static final int CONTEXT = 2;

    private final StringBuilder text = new StringBuilder();

    private DiffText() {}

    /// The diff below a headline.
    public static String of(String headline, AppDiff diff) {
        var writer = new DiffText();
        writer.line(0, headline);
        if (diff.same()) writer.line(0, "no difference");
        diff.sections().forEach((section, fields) -> {
            writer.line(0, section);
            fields.forEach(field -> writer.field(1, field));
        });
        if (!diff.steps().isEmpty()) writer.line(0, "steps");
        diff.steps().forEach(writer::step);
        return writer.text.toString();
    }

    private void step(StepChange step) {
        var sign =
                switch (step.change()) {
                    case ADDED -> "+";
                    case REMOVED -> "-";
                    case CHANGED -> "~";
                    case MOVED -> ">";
                };
        var moved = step.moved() ? ", moved from %s to %s".formatted(place(step.before()), place(step.after())) : "";
        line(1, "%s %s (%s)%s".formatted(sign, step.id(), step.type(), moved));
        step.fields().forEach(field -> field(3, field));
    }

    private static String place(StepChange.@Nullable StepPlace place) {
        if (place == null) return "nowhere";
        return place.in().isEmpty()
                ? "place %d".formatted(place.index() + 1)
                : "place %d in %s".formatted(place.index() + 1, place.in());
    }

    private void field(int depth, FieldChange field) {
        var pointer = field.pointer().isEmpty() ? "" : field.pointer() + ": ";
        var before = field.before();
        var after = field.after();
        if (before == null && after != null) line(depth, "+ " + pointer + plain(after));
        else if (after == null && before != null) line(depth, "- " + pointer + plain(before));
        else if (before != null && after != null) changed(depth, field.pointer(), plain(before), plain(after));
    }

    private void changed(int depth, String pointer, String before, String after) {
        line(depth, "~ " + pointer);
        if (before.indexOf('\n') < 0 && after.indexOf('\n') < 0) {
            line(depth + 1, "- " + before);
            line(depth + 1, "+ " + after);
            return;
        }
        List<String> lines = before.lines().toList();
        var patch = DiffUtils.diff(lines, after.lines().toList());
        UnifiedDiffUtils.generateUnifiedDiff("", "", lines, patch, CONTEXT).stream()
                .skip(2)
                .forEach(line -> line(depth + 1, line));
    }

    private static String plain(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private void line(int depth, String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}
