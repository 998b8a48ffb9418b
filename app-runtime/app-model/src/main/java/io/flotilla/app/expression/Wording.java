package io.flotilla.app.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.flotilla.app.violation.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// CEL's complaints in words for the author of an app.
record Wording(String code, String message, @Nullable String suggestion) {
    private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'");
    private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']*)'");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '\\(?([^']*?)\\)?'.*", Pattern.DOTALL);
    private static final Pattern UNEXPECTED =
            Pattern.compile(".*(?:mismatched|extraneous) input '([^']*)'.*", Pattern.DOTALL);
    private static final String NUMBERS = "; write 2.0 instead of 2, or double(x)";
    private static final Set<String> LATER = Set.of("conversation");

    static Wording of(CelIssue issue, CelExpr tree, Vocabulary vocabulary) {
        var message = issue.getMessage();
        var field = FIELD.matcher(message);
        if (field.find()) return unknownField(field.group(1), issue.getExprId(), tree, vocabulary);
        var name = NAME.matcher(message);
        if (name.find()) return unknownName(name.group(1), vocabulary);
        var overload = OVERLOAD.matcher(message);
        if (overload.find()) {
            var operator = overload.group(1).replace("_", "").replace("@", "");
            var types = plain(overload.group(2));
            var hint = types.equals("double, int") || types.equals("int, double") ? NUMBERS : "";
            return new Wording("wrong-type", "'%s' does not work on (%s)%s".formatted(operator, types, hint), null);
        }
        return new Wording("wrong-type", plain(message), null);
    }

    private static Wording unknownField(String field, long exprId, CelExpr tree, Vocabulary vocabulary) {
        var operand = operandOf(exprId, field, tree);
        if (operand.isPresent()
                && operand.get().getKind() == Kind.IDENT
                && operand.get().ident().name().equals("steps")) {
            var known = fields(vocabulary.typeOf("steps"));
            return new Wording(
                    "unknown-step",
                    "there is no step '%s' that can be referred to here".formatted(field),
                    Nearest.to(field, known).orElse(null));
        }
        var known = operand.flatMap(expr -> typeOf(expr, vocabulary))
                .map(Wording::fields)
                .orElseGet(() -> allFields(vocabulary));
        var place = operand.flatMap(Wording::path)
                .map(path -> path + " has no field '%s'")
                .orElse("there is no field '%s'");
        return new Wording(
                "unknown-field",
                place.formatted(field),
                Nearest.to(field, known).orElse(null));
    }

    private static Wording unknownName(String name, Vocabulary vocabulary) {
        if (LATER.contains(name)) return new Wording("not-yet", "'%s' cannot be used yet".formatted(name), null);
        if (name.equals("item") || name.equals("index")) {
            return new Wording("unknown-name", "'%s' can be used inside an each step only".formatted(name), null);
        }
        return new Wording(
                "unknown-name",
                "there is no name or function '%s'".formatted(name),
                Nearest.to(name, vocabulary.names().keySet()).orElse(null));
    }

    private static Optional<CelExpr> operandOf(long exprId, String field, CelExpr tree) {
        var found = new ArrayList<CelExpr>();
        new CelExprVisitor() {
            @Override
            protected void visit(CelExpr expr, CelExpr.CelSelect select) {
                if (select.field().equals(field) && (expr.id() == exprId || found.isEmpty())) {
                    found.addFirst(select.operand());
                }
                super.visit(expr, select);
            }
        }.visit(tree);
        return found.stream().findFirst();
    }

    private static Optional<CelType> typeOf(CelExpr expr, Vocabulary vocabulary) {
        if (expr.getKind() == Kind.IDENT) {
            return Optional.ofNullable(vocabulary.names().get(expr.ident().name()));
        }
        if (expr.getKind() != Kind.SELECT) return Optional.empty();
        return typeOf(expr.select().operand(), vocabulary)
                .filter(StructType.class::isInstance)
                .flatMap(type -> ((StructType) type).findField(expr.select().field()))
                .map(StructType.Field::type);
    }

    private static Optional<String> path(CelExpr expr) {
        if (expr.getKind() == Kind.IDENT) return Optional.of(expr.ident().name());
        if (expr.getKind() != Kind.SELECT) return Optional.empty();
        return path(expr.select().operand())
                .map(path -> path + "." + expr.select().field());
    }

    private static Collection<String> fields(CelType type) {
        return type instanceof StructType struct ? struct.fieldNames() : List.of();
    }

    private static Collection<String> allFields(Vocabulary vocabulary) {
        return vocabulary.types().types().stream()
                .flatMap(type -> fields(type).stream())
                .toList();
    }

    /// What a parser said.
    static String syntax(String message) {
        var unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            var input = unexpected.group(1);
            return input.equals("<EOF>")
                    ? "the expression ends too early"
                    : "'%s' is not expected here".formatted(input);
        }
        var name = NAME.matcher(message);
        if (name.find()) return "there is no name or function '%s'".formatted(name.group(1));
        return "not an expression: " + message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }

    /// A type, for people.
    static String name(CelType type) {
        if (type instanceof NullableType nullable) return name(nullable.targetType()) + " or null";
        return switch (type.kind()) {
            case STRING -> "text";
            case INT, UINT -> "a whole number";
            case DOUBLE -> "a number";
            case BOOL -> "true or false";
            case LIST -> "a list";
            case MAP, STRUCT -> "an object";
            case NULL_TYPE -> "null";
            case TIMESTAMP -> "a time";
            case DURATION -> "a duration";
            default -> type.equals(SimpleType.DYN) ? "anything" : "something else";
        };
    }

    private static String plain(String message) {
        return message.replaceAll("\\bobject\\d+\\b", "object")
                .replaceAll("wrapper\\(([a-z]+)\\)", "$1")
                .replaceAll(" ?\\(in container '[^']*'\\)", "")
                .replaceAll("\\(candidates:.*", "")
                .replaceAll("google\\.protobuf\\.(\\w+)", "$1")
                .replaceAll("\\bdyn\\b", "any")
                .strip();
    }
}
