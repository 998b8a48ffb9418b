package io.flotilla.kubernetes.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One rendered object, or a part of one.
record KubeObject(Map<String, Object> content) {
    static List<KubeObject> parse(String yaml) {
        var objects = new ArrayList<KubeObject>();
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        for (Object each : new Load(settings).loadAllFromString(yaml)) if (each != null) objects.add(of(each));
        return objects;
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    /// `Deployment/flotilla-worker`
    String title() {
        return kind() + "/" + name();
    }

    Optional<Object> at(String... path) {
        Object here = content;
        for (String step : path) {
            if (!(here instanceof Map<?, ?> map) || map.get(step) == null) return Optional.empty();
            here = map.get(step);
        }
        return Optional.of(here);
    }

    boolean is(Object expected, String... path) {
        return at(path).filter(expected::equals).isPresent();
    }

    String text(String... path) {
        return at(path).map(Object::toString).orElse("");
    }

    KubeObject part(String... path) {
        return at(path).map(KubeObject::of).orElse(new KubeObject(Map.of()));
    }

    List<KubeObject> parts(String... path) {
        return list(path).stream().map(KubeObject::of).toList();
    }

    List<?> list(String... path) {
        return at(path).map(each -> (List<?>) each).orElse(List.of());
    }

    /// The pod that a workload makes.
    Optional<KubeObject> pod() {
        return at("spec", "template").map(KubeObject::of);
    }

    /// The first container of the workload's pod.
    KubeObject container() {
        return pod().orElseThrow().parts("spec", "containers").getFirst();
    }

    /// The value of an environment variable of the first container: a text, or where it comes from.
    Object environment(String name) {
        return container().parts("env").stream()
                .filter(each -> each.is(name, "name"))
                .map(each -> each.at("value").orElseGet(() -> each.content().get("valueFrom")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(title() + " has no " + name));
    }

    boolean hasAll(KubeObject labels) {
        return content.entrySet().containsAll(labels.content().entrySet());
    }

    @SuppressWarnings("unchecked")
    private static KubeObject of(Object map) {
        return new KubeObject((Map<String, Object>) map);
    }
}
