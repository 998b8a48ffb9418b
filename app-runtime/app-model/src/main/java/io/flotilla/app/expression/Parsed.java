package io.flotilla.app.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One expression that could be parsed, and where it stands in its text.
record Parsed(String pointer, String text, int offset, String expression, CelAbstractSyntaxTree tree) {

    /// Parses, or says into `issues` why it cannot be.
    static Optional<Parsed> parse(String pointer, String text, int offset, String expression, List<Issue> issues) {
        if (expression.isBlank()) {
            issues.add(issue(pointer, text, offset, "syntax", "the expression is empty", null));
            return Optional.empty();
        }
        if (expression.length() > Vocabulary.LONGEST) {
            var message = "the expression is longer than %d characters".formatted(Vocabulary.LONGEST);
            issues.add(issue(pointer, text, offset, "too-large", message, null));
            return Optional.empty();
        }
        var result = Vocabulary.parse(expression);
        try {
            return Optional.of(new Parsed(pointer, text, offset, expression, result.getAst()));
        } catch (CelValidationException | RuntimeException e) {
            var errors = result.getErrors();
            if (errors.isEmpty()) {
                issues.add(issue(pointer, text, offset, "syntax", "the expression cannot be read", null));
            } else {
                var first = errors.getFirst();
                issues.add(issue(
                        pointer,
                        text,
                        offset + at(expression, first),
                        "syntax",
                        Wording.syntax(first.getMessage()),
                        null));
            }
            return Optional.empty();
        }
    }

    References references() {
        return References.in(tree.getExpr());
    }

    /// Type-checks and compiles; what is wrong goes to `issues`.
    Optional<Expression> compile(Vocabulary vocabulary, List<Issue> issues) {
        var result = vocabulary.check(tree);
        if (result.hasError()) {
            var seen = new ArrayList<String>();
            for (var error : result.getErrors()) {
                var wording = Wording.of(error, tree.getExpr(), vocabulary);
                if (seen.contains(wording.message())) continue;
                seen.add(wording.message());
                int at = offset + at(expression, error);
                issues.add(issue(pointer, text, at, wording.code(), wording.message(), wording.suggestion()));
            }
            return Optional.empty();
        }
        try {
            var checked = result.getAst();
            return Optional.of(new Expression(
                    expression.strip(),
                    vocabulary.types().resolve(checked.getResultType()),
                    Vocabulary.program(checked),
                    vocabulary));
        } catch (CelValidationException | CelEvaluationException e) {
            issues.add(issue(pointer, text, offset, "syntax", "the expression cannot be compiled", null));
            return Optional.empty();
        }
    }

    Issue wrongType(String expected, CelType found) {
        var message = "expected %s, but this is %s".formatted(expected, Wording.name(found));
        return issue(pointer, text, offset, "wrong-type", message, null);
    }

    static boolean fits(CelType type, CelType expected) {
        if (type.equals(SimpleType.DYN) || type.equals(SimpleType.ANY)) return true;
        return type.kind() == expected.kind();
    }

    private static int at(String expression, CelIssue issue) {
        var location = issue.getSourceLocation();
        int offset = 0;
        for (int line = 1; line < location.getLine(); line++) offset = expression.indexOf('\n', offset) + 1;
        int column = Math.max(0, location.getColumn());
        return Math.min(expression.length(), offset + column);
    }

    static Issue issue(
            String pointer, String text, int offset, String code, String message, @Nullable String suggestion) {
        int safe = Math.min(offset, text.length());
        int line =
                1 + (int) text.substring(0, safe).chars().filter(c -> c == '\n').count();
        int column = safe - text.lastIndexOf('\n', safe - 1);
        return new Issue(pointer, line, column, code, message, suggestion);
    }
}
