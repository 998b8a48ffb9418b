package io.flotilla.platform.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Parameters that many routes have are described once, in the base document, under their own names.
final class Parameters {
    private static final String KEY = "Idempotency-Key";
    private static final Set<String> COMMON =
            Set.of("limit", "cursor", "If-Match", KEY, "Flotilla-Tenant", "traceparent");

    private Parameters() {}

    static void complete(Operation operation, Route route) {
        var parameters = new ArrayList<Parameter>();
        for (Parameter each : present(operation)) {
            boolean inPath = each.getIn() == Parameter.In.PATH; // `/v1/limits/{limit}` is not a page's limit
            parameters.add(COMMON.contains(each.getName()) && !inPath ? common(each.getName()) : described(each));
        }
        if (route.writes() && present(operation).stream().noneMatch(each -> KEY.equals(each.getName()))) {
            parameters.add(common(KEY));
        }
        if (route.inTenant()) parameters.add(common("Flotilla-Tenant"));
        operation.setParameters(parameters);
    }

    private static Parameter described(Parameter parameter) {
        if (parameter.getDescription() != null) return parameter;
        var words = Yaml.part(
                Yaml.read("parameters.yaml").orElseThrow(), parameter.getIn().toString());
        var said = words.get(parameter.getName());
        if (said == null) throw new IllegalStateException("nobody says what '%s' is".formatted(parameter.getName()));
        return parameter.description(said.toString());
    }

    private static List<Parameter> present(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static Parameter common(String name) {
        return OASFactory.createParameter().ref(name);
    }
}
