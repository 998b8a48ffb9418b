package io.flotilla.platform.openapi;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/// The routes that `@Requires` opens, by place: `GET /v1/apps/{app}`.
final class Routes {
    private static final List<Class<? extends Annotation>> VERBS =
            List.of(GET.class, PUT.class, POST.class, DELETE.class, PATCH.class);

    private Routes() {}

    static Map<String, Route> of(IndexView index) {
        var routes = new TreeMap<String, Route>();
        for (AnnotationInstance requires : index.getAnnotations(Requires.class)) {
            if (requires.target().kind() != AnnotationTarget.Kind.METHOD) continue; // the interceptor itself
            var method = requires.target().asMethod();
            var permission = Permission.valueOf(requires.value().asEnum());
            var path = path(method);
            for (Class<? extends Annotation> verb : VERBS) {
                if (!method.hasAnnotation(verb)) continue;
                var route = new Route(
                        HttpMethod.valueOf(verb.getSimpleName()),
                        path,
                        permission,
                        takesIfMatch(method),
                        answer(method));
                routes.merge(route.method() + " " + path, route, Routes::both);
            }
        }
        return routes;
    }

    /// Two methods of one place differ in what they produce.
    private static Route both(Route one, Route other) {
        if (one.permission() != other.permission()) {
            throw new IllegalStateException("%s requires two permissions".formatted(one));
        }
        return one.answer() == null ? other : one;
    }

    private static @Nullable String answer(MethodInfo method) {
        var said = method.annotation(APIResponseSchema.class);
        return said == null
                ? null
                : said.value().asClass().name().withoutPackagePrefix().replaceFirst(".*\\$", "");
    }

    private static String path(MethodInfo method) {
        var path = "/" + path(method.declaringClass().declaredAnnotation(Path.class)) + "/"
                + path(method.annotation(Path.class));
        return path.replaceAll("/+", "/").replaceFirst("/$", "").replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}");
    }

    private static String path(@Nullable AnnotationInstance path) {
        return path == null ? "" : path.value().asString();
    }

    private static boolean takesIfMatch(MethodInfo method) {
        return method.annotations(HeaderParam.class).stream()
                .anyMatch(each -> each.value().asString().equals(HttpHeaders.IF_MATCH));
    }
}
