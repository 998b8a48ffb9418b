package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Optional;

/// One compiled expression.
record Expression(String text, CelType type, CelRuntime.Program program, Vocabulary vocabulary) {

    Evaluation evaluate(Scope scope, Bounds bounds) {
        try {
            return new Evaluation.Value(CelValues.toJson(program.trace(name -> variable(name, scope), bounds)));
        } catch (CelEvaluationException e) {
            return fault(e, e.getErrorCode());
        } catch (RuntimeException e) {
            return fault(e, CelErrorCode.INTERNAL_ERROR);
        } catch (StackOverflowError e) {
            return new Evaluation.Fault("expression-limit", text, "the value is nested too deeply");
        }
    }

    private Optional<Object> variable(String name, Scope scope) {
        var node = node(name, scope);
        return node.map(value -> CelValues.of(value, vocabulary.typeOf(name)));
    }

    private static Optional<JsonNode> node(String name, Scope scope) {
        var nodes = JsonNodeFactory.instance;
        return switch (name) {
            case "inputs" -> Optional.of(scope.inputs());
            case "steps" -> Optional.of(nodes.objectNode().setAll(scope.steps()));
            case "invocation" ->
                Optional.of(nodes.objectNode()
                        .put("id", scope.invocation().id())
                        .put("time", scope.invocation().time().toString())
                        .put("caller", scope.invocation().caller()));
            case "item" -> Optional.ofNullable(scope.item());
            case "answer" -> Optional.ofNullable(scope.answer());
            case "index" -> Optional.ofNullable(scope.index()).map(IntNode::valueOf);
            default -> Optional.empty();
        };
    }

    private Evaluation.Fault fault(Exception failure, CelErrorCode code) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Bounds.Exceeded exceeded) {
                return new Evaluation.Fault("expression-limit", text, String.valueOf(exceeded.getMessage()));
            }
        }
        if (code == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
            var message = "the expression loops more than %d times".formatted(Bounds.ITERATIONS);
            return new Evaluation.Fault("expression-limit", text, message);
        }
        return new Evaluation.Fault("expression-failed", text, plain(code));
    }

    private static String plain(CelErrorCode code) {
        return switch (code) {
            case DIVIDE_BY_ZERO -> "the expression divides by zero";
            case INDEX_OUT_OF_BOUNDS -> "the expression asks for an item that the list does not have";
            case ATTRIBUTE_NOT_FOUND -> "the expression asks for a field or key that is not there";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
                "the expression meets a value of a type it cannot work with, such as null";
            case NUMERIC_OVERFLOW -> "the expression makes a number that is too large";
            case BAD_FORMAT -> "the expression converts a text that does not have the right form";
            case DUPLICATE_ATTRIBUTE -> "the expression makes an object with the same key twice";
            case INVALID_ARGUMENT, INTERNAL_ERROR, ITERATION_BUDGET_EXCEEDED ->
                "the expression cannot be evaluated with these values";
        };
    }
}
