package io.flotilla.kubernetes.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The chart, rendered as `helm template flotilla` does.
final class Chart {
    static final Path FOLDER = Path.of(System.getProperty("flotilla.root"), "deploy/kubernetes");

    private Chart() {}

    static Helm helm() {
        return new Helm(FOLDER.resolve("chart/flotilla"));
    }

    static Path values(String name) {
        return FOLDER.resolve("values").resolve(name + ".yaml");
    }

    /// With the migration as an ordinary object: the library leaves hooks out.
    static String render(String values, Map<String, Object> more) {
        var command = helm().template()
                .withName("flotilla")
                .withNamespace("flotilla")
                .withKubeVersion("1.34.0")
                .withValuesFile(values(values));
        command.set("migration.hook", false);
        more.forEach(command::set);
        return command.call();
    }

    static List<KubeObject> objects(String values, Map<String, Object> more) {
        return KubeObject.parse(render(values, more));
    }

    /// A copy of the chart whose own values are those of the file on top of the defaults: lint knows no values files.
    static Helm withDefaults(String values, Path folder) throws IOException {
        var source = FOLDER.resolve("chart/flotilla");
        try (var files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve("flotilla")
                        .resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        var merged = new TreeMap<>(read(source.resolve("values.yaml")));
        merge(merged, read(values(values)));
        new ObjectMapper().writeValue(folder.resolve("flotilla/values.yaml").toFile(), merged); // JSON is YAML
        return new Helm(folder.resolve("flotilla"));
    }

    private static Map<String, Object> read(Path file) throws IOException {
        return KubeObject.parse(Files.readString(file)).getFirst().content();
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (into.get(key) instanceof Map<?, ?> below && value instanceof Map<?, ?> map) {
                merge((Map<String, Object>) below, (Map<String, Object>) map);
            } else {
                into.put(key, value);
            }
        });
    }

    static KubeObject find(List<KubeObject> objects, String title) {
        return objects.stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s among %s"
                        .formatted(
                                title,
                                Arrays.toString(
                                        objects.stream().map(KubeObject::title).toArray()))));
    }
}
