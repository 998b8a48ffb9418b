package io.flotilla.app.check;

import io.flotilla.app.expression.Template;
import java.util.List;

/// Steps that run together: those of the app, of a case, of an `each`. They see the outputs of the blocks
/// around them.
///
/// @param steps  in the document's order; each may start as soon as its plan's `needs` have ended
/// @param output evaluated when all have ended
public record Block(List<CheckedStep> steps, Template output) {
    public Block {
        steps = List.copyOf(steps);
    }
}
