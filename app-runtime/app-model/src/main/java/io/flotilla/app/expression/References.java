package io.flotilla.app.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// Which steps an expression refers to.
///
/// @param steps   all of them
/// @param guarded those it asks for with `has(steps.x...)`, `steps.?x` or `steps.x == null`, somewhere in the
///     expression
/// @param bare    whether it uses `steps` as a whole, which hides what it needs
public record References(Set<String> steps, Set<String> guarded, boolean bare) {
    public References {
        steps = Set.copyOf(steps);
        guarded = Set.copyOf(guarded);
    }

    /// Those that must not have been skipped.
    public Set<String> unguarded() {
        var rest = new LinkedHashSet<>(steps);
        rest.removeAll(guarded);
        return rest;
    }

    static References in(CelExpr expression) {
        var walk = new Walk();
        walk.visit(expression, Set.of(), false);
        return new References(walk.steps, walk.guarded, walk.bare);
    }

    private static final class Walk {
        private final Set<String> steps = new LinkedHashSet<>();
        private final Set<String> guarded = new LinkedHashSet<>();
        private boolean bare;

        void visit(CelExpr expr, Set<String> bound, boolean guard) {
            switch (expr.getKind()) {
                case IDENT -> bare |= isSteps(expr, bound);
                case SELECT -> {
                    var select = expr.select();
                    boolean asks = guard || select.testOnly();
                    if (isSteps(select.operand(), bound)) found(select.field(), asks);
                    else visit(select.operand(), bound, asks);
                }
                case CALL -> call(expr.call(), bound, guard);
                case LIST -> expr.list().elements().forEach(element -> visit(element, bound, false));
                case MAP ->
                    expr.map().entries().forEach(entry -> {
                        visit(entry.key(), bound, false);
                        visit(entry.value(), bound, false);
                    });
                case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value(), bound, false));
                case COMPREHENSION -> comprehension(expr.comprehension(), bound);
                case CONSTANT, NOT_SET -> {}
            }
        }

        private void call(CelExpr.CelCall call, Set<String> bound, boolean guard) {
            boolean optional = call.function().equals("_?._");
            if (optional && isSteps(call.args().get(0), bound)) {
                found(call.args().get(1).constant().stringValue(), true);
                return;
            }
            boolean comparesNull = (call.function().equals("_==_") || call.function().equals("_!=_"))
                    && call.args().stream().anyMatch(Walk::isNull);
            boolean asks = guard || optional || comparesNull;
            call.target().ifPresent(target -> visit(target, bound, false));
            call.args().forEach(arg -> visit(arg, bound, asks));
        }

        private void comprehension(CelExpr.CelComprehension loop, Set<String> bound) {
            visit(loop.iterRange(), bound, false);
            visit(loop.accuInit(), bound, false);
            var inner = new HashSet<>(bound);
            inner.add(loop.iterVar());
            inner.add(loop.iterVar2());
            inner.add(loop.accuVar());
            visit(loop.loopCondition(), inner, false);
            visit(loop.loopStep(), inner, false);
            visit(loop.result(), inner, false);
        }

        private void found(String step, boolean guard) {
            steps.add(step);
            if (guard) guarded.add(step);
        }

        private static boolean isSteps(CelExpr expr, Set<String> bound) {
            return expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                    && expr.ident().name().equals("steps")
                    && !bound.contains("steps");
        }

        private static boolean isNull(CelExpr expr) {
            return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
        }
    }
}
