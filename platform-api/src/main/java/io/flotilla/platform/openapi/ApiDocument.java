package io.flotilla.platform.openapi;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jboss.jandex.IndexView;

/// Finishes the document: first the schemas, then route by route. A route that requires nothing is not there, as at
/// the door.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private final IndexView index;

    /// Made by the framework.
    public ApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var routes = Routes.of(index);
        var words = Words.read(document.getTags());
        keepOnly(routes.keySet(), document);
        operations(document).forEach((place, operation) -> {
            MediaTypes.clean(operation, route(routes, place));
            words.of(place).ifPresent(each -> each.speak(operation));
        });
        new Schemas(document, index, SchemaWords.read()).refine();
        operations(document).forEach((place, operation) -> {
            var route = route(routes, place);
            Answers.complete(operation, route, route.tagged(routes.values()));
            Parameters.complete(operation, route);
            if (!route.inTenant()) operation.setSecurity(ofPeople());
        });
        Problems.describe(document.getComponents());
    }

    private static Route route(Map<String, Route> routes, String place) {
        return requireNonNull(routes.get(place), place);
    }

    /// No key makes an operator's calls.
    private static List<SecurityRequirement> ofPeople() {
        return Stream.of("accessToken", "session")
                .map(scheme -> OASFactory.createSecurityRequirement().addScheme(scheme))
                .toList();
    }

    private static void keepOnly(Set<String> places, OpenAPI document) {
        var paths = document.getPaths();
        for (var path : List.copyOf(paths.getPathItems().entrySet())) {
            var item = path.getValue();
            for (HttpMethod method : List.copyOf(item.getOperations().keySet())) {
                if (!places.contains(method + " " + path.getKey())) item.setOperation(method, null);
            }
            if (item.getOperations().isEmpty()) paths.removePathItem(path.getKey());
        }
    }

    private static Map<String, Operation> operations(OpenAPI document) {
        var operations = new TreeMap<String, Operation>();
        for (var path : document.getPaths().getPathItems().entrySet()) {
            PathItem item = path.getValue();
            item.getOperations()
                    .forEach((method, operation) -> operations.put(method + " " + path.getKey(), operation));
        }
        return operations;
    }
}
