package io.flotilla.platform.identity;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All resource methods there are, as the compiled classes tell.
final class Routes {
    private static final List<JavaMethod> METHODS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.flotilla.platform")
                    .stream()
                    .flatMap(each -> each.getMethods().stream())
                    .filter(method ->
                            method.isMetaAnnotatedWith(HttpMethod.class) || method.isAnnotatedWith(Path.class))
                    .toList();

    private Routes() {}

    static List<JavaMethod> methods() {
        return METHODS;
    }

    /// What can be called, by address and method.
    static List<Route> all() {
        return METHODS.stream()
                .map(method -> Route.of(method.reflect()))
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .toList();
    }

    /// One call.
    record Route(String method, String path, String contentType, Permission permission) {
        static Route of(Method method) {
            var http = Arrays.stream(method.getAnnotations())
                    .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                    .filter(each -> each != null)
                    .findFirst()
                    .orElseThrow();
            var path = join(method.getDeclaringClass().getAnnotation(Path.class), method.getAnnotation(Path.class));
            var consumes = Optional.ofNullable(method.getAnnotation(Consumes.class))
                    .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Consumes.class)))
                    .map(each -> each.value()[0])
                    .orElse("application/json");
            return new Route(
                    http.value(),
                    path,
                    consumes,
                    method.getAnnotation(Requires.class).value());
        }

        /// The address with names that nothing has.
        String somewhere() {
            return path.replace("{id}", UUID.randomUUID().toString())
                    .replace("{version}", "1")
                    .replaceAll("\\{[^}]+}", "no-such-thing");
        }

        String title() {
            return method + " " + path;
        }

        private static String join(Path whole, Path part) {
            if (part == null) return whole.value();
            return part.value().startsWith("/") ? whole.value() + part.value() : whole.value() + "/" + part.value();
        }
    }
}
