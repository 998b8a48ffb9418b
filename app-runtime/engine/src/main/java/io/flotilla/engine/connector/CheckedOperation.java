package io.flotilla.engine.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.connector.Operation;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.schema.Schemas;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operation with its schemas compiled. What does not fit a parameter is refused before anything is sent; what
/// does not fit
/// the declared result never reaches the chain.
///
/// @param <O> the kind of operation
public final class CheckedOperation<O extends Operation> {
    private final O operation;
    private final Map<String, JsonSchema> parameters = new LinkedHashMap<>();
    private final @Nullable JsonSchema result;

    public CheckedOperation(O operation) {
        this.operation = operation;
        operation.parameters().forEach((name, schema) -> parameters.put(name, Schemas.compile(schema)));
        var declared = operation.result();
        this.result = declared == null ? null : Schemas.compile(declared);
    }

    public O operation() {
        return operation;
    }

    /// The value of each parameter, with defaults filled in; JSON null for one that may be left out.
    ///
    /// @throws CallFailed for an argument that is missing, unknown, or not of its parameter's schema
    public Map<String, JsonNode> arguments(JsonNode given) throws CallFailed {
        for (var each : given.properties()) {
            if (!parameters.containsKey(each.getKey())) {
                throw invalid("the operation has no parameter `%s`".formatted(each.getKey()));
            }
        }
        var values = new LinkedHashMap<String, JsonNode>();
        for (var each : parameters.entrySet()) {
            values.put(each.getKey(), argument(each.getKey(), each.getValue(), given));
        }
        return values;
    }

    /// Holds one result against the declared schema.
    ///
    /// @throws CallFailed if it does not fit
    public void checkResult(JsonNode value) throws CallFailed {
        if (result == null) return;
        var violations = result.check(value);
        if (violations.isEmpty()) return;
        var pointer = violations.getFirst().pointer();
        throw new CallFailed(new Fault(
                        FaultCode.CONNECTOR_FAILED,
                        "the connector's answer is not of the operation's declared result, at %s"
                                .formatted(pointer.isEmpty() ? "its root" : pointer))
                .lasting());
    }

    private JsonNode argument(String name, JsonSchema schema, JsonNode given) throws CallFailed {
        var value = given.path(name);
        boolean missing = value.isMissingNode();
        if (missing) value = defaultOf(name);
        var violations = schema.check(value);
        if (violations.isEmpty()) return value;
        throw invalid(
                missing
                        ? "the argument `%s` is missing".formatted(name)
                        : "the argument `%s` is not what its parameter asks for".formatted(name));
    }

    private JsonNode defaultOf(String name) {
        var schema = operation.parameters().get(name);
        var value = schema == null ? null : schema.get("default");
        return value == null ? NullNode.getInstance() : value;
    }

    private static CallFailed invalid(String detail) {
        return new CallFailed(FaultCode.INVALID_INPUT, detail);
    }
}
