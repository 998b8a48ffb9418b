package io.flotilla.kubernetes.chart;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What the two Java clients find wrong with objects. The official one knows which fields are required and their JSON types;
/// fabric8 reads quantities and numbers strictly. Neither finds everything: see [HouseRules].
final class Schemas {
    private static final Gson GSON = new Gson();
    private static final KubernetesSerialization FABRIC8 = new KubernetesSerialization();
    /// Kinds that a cluster has only with an operator; no client brings their schemas.
    private static final List<String> OF_OPERATORS = List.of("PodMonitor");

    private Schemas() {}

    static List<String> faults(List<KubeObject> objects) {
        var faults = new ArrayList<String>();
        for (var each : objects) {
            if (OF_OPERATORS.contains(each.kind())) continue;
            official(each, faults);
            fabric8(each, faults);
        }
        return faults;
    }

    private static void official(KubeObject object, List<String> faults) {
        var words = object.text("apiVersion").split("/");
        var version = words[words.length - 1];
        var model = "io.kubernetes.client.openapi.models.%s%s%s"
                .formatted(version.substring(0, 1).toUpperCase(), version.substring(1), object.kind());
        try {
            Class.forName(model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, GSON.toJsonTree(object.content()));
        } catch (InvocationTargetException e) {
            faults.add(object.title() + ": " + e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            faults.add(object.title() + ": no such kind in " + object.text("apiVersion"));
        }
    }

    private static void fabric8(KubeObject object, List<String> faults) {
        try {
            HasMetadata read = FABRIC8.unmarshal(FABRIC8.asJson(object.content()));
            if (read instanceof GenericKubernetesResource) {
                faults.add(object.title() + ": no such kind in " + object.text("apiVersion"));
                return;
            }
            unknown(read, object.title(), faults);
        } catch (RuntimeException | ReflectiveOperationException e) {
            faults.add(object.title() + ": " + e.getMessage());
        }
    }

    /// What fabric8 does not know it keeps aside, at any depth; and it reads a quantity of any unit.
    private static void unknown(Object value, String at, List<String> faults) throws ReflectiveOperationException {
        switch (value) {
            case null -> {}
            case Quantity quantity -> Quantity.getAmountInBytes(quantity);
            case Collection<?> list -> {
                for (var each : list) unknown(each, at, faults);
            }
            case Map<?, ?> map -> {
                for (var each : map.entrySet()) unknown(each.getValue(), at + "." + each.getKey(), faults);
            }
            case Object each when each.getClass().getName().startsWith("io.fabric8.kubernetes.api.model") -> {
                for (var field : each.getClass().getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers())) continue;
                    field.setAccessible(true);
                    if (!field.getName().equals("additionalProperties")) {
                        unknown(field.get(each), at + "." + field.getName(), faults);
                    } else if (field.get(each) instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
                        faults.add(at + ": unknown fields " + unknown.keySet());
                    }
                }
            }
            case Object _ -> {}
        }
    }
}
