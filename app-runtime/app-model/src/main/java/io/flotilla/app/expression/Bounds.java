package io.flotilla.app.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;

/// What one evaluation may take: time, and the size of what it makes on the way. Iterations are bounded by
/// CEL itself.
final class Bounds implements CelEvaluationListener {
    static final int ITERATIONS = 100_000;
    static final int LONGEST_TEXT = 2_000_000;
    static final int LONGEST_LIST = 50_000;
    private static final long ALL_TEXT = 16_000_000;
    private static final long NANOS = 1_000_000_000L;

    private final long start = System.nanoTime();
    private long text;

    /// A bound was reached.
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public void callback(CelExpr expr, Object value) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) return;
        if (System.nanoTime() - start > NANOS) throw new Exceeded("the expression takes longer than a second");
        if (value instanceof String made) {
            text += made.length();
            if (made.length() > LONGEST_TEXT || text > ALL_TEXT) throw tooLong();
        } else if (value instanceof Collection<?> list && list.size() > LONGEST_LIST) {
            throw new Exceeded("the expression makes a list of more than %d items".formatted(LONGEST_LIST));
        }
    }

    static Exceeded tooLong() {
        return new Exceeded("the expression makes a text of more than %d characters".formatted(LONGEST_TEXT));
    }
}
