package io.flotilla.kubernetes.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What no schema says: that objects fit together, and that every pod is restricted, bounded and watched.
final class HouseRules {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");

    private final List<KubeObject> objects;
    private final List<String> faults = new ArrayList<>();

    private HouseRules(List<KubeObject> objects) {
        this.objects = objects;
    }

    static List<String> faults(List<KubeObject> objects) {
        var rules = new HouseRules(objects);
        for (var each : objects) rules.check(each);
        return rules.faults;
    }

    private void check(KubeObject object) {
        if (!object.name().matches(LABEL)) fault(object, "the name is no DNS label");
        object.pod().ifPresent(pod -> checkPod(object, pod));
        switch (object.kind()) {
            case "Deployment" -> {
                if (!object.pod()
                        .orElseThrow()
                        .part("metadata", "labels")
                        .hasAll(object.part("spec", "selector", "matchLabels"))) {
                    fault(object, "selects other pods than it makes");
                }
                checkProbes(object);
            }
            case "Service" -> {
                selectsPods(object, object.part("spec", "selector"));
                for (var port : object.parts("spec", "ports")) declared(object, port.text("targetPort"));
            }
            case "PodDisruptionBudget" -> selectsPods(object, object.part("spec", "selector", "matchLabels"));
            case "NetworkPolicy" -> {
                selectsPods(object, object.part("spec", "podSelector", "matchLabels"));
                for (var rule : object.parts("spec", "ingress")) {
                    for (var port : rule.parts("ports")) declared(object, port.text("port"));
                }
            }
            case "PodMonitor" -> {
                selectsPods(object, object.part("spec", "selector", "matchLabels"));
                for (var endpoint : object.parts("spec", "podMetricsEndpoints"))
                    declared(object, endpoint.text("port"));
            }
            case "HorizontalPodAutoscaler" -> {
                var target = object.part("spec", "scaleTargetRef");
                var title = target.text("kind") + "/" + target.text("name");
                if (named(title).isEmpty()) fault(object, "scales nothing: " + title);
                if (named(title).stream()
                        .anyMatch(each -> each.at("spec", "replicas").isPresent())) {
                    fault(object, "fights with the replicas of " + title);
                }
            }
            case "Ingress" -> {
                for (var rule : object.parts("spec", "rules")) {
                    for (var path : rule.parts("http", "paths")) {
                        var service = "Service/" + path.text("backend", "service", "name");
                        if (named(service).isEmpty()) fault(object, "leads to nothing: " + service);
                    }
                }
            }
            default -> {}
        }
    }

    private void checkPod(KubeObject owner, KubeObject pod) {
        if (!pod.is(false, "spec", "automountServiceAccountToken")) fault(owner, "mounts a token of the cluster");
        for (String forbidden : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (pod.at("spec", forbidden).isPresent()) fault(owner, "shares with its host: " + forbidden);
        }
        var security = pod.part("spec", "securityContext");
        if (!security.is(true, "runAsNonRoot")) fault(owner, "may run as root");
        if (!security.is("RuntimeDefault", "seccompProfile", "type")) fault(owner, "has no seccomp profile");
        var account = pod.text("spec", "serviceAccountName");
        if (!account.isEmpty() && named("ServiceAccount/" + account).isEmpty())
            fault(owner, "has no account " + account);
        var volumes = pod.parts("spec", "volumes").stream()
                .map(each -> each.text("name"))
                .collect(Collectors.toSet());
        for (var volume : pod.parts("spec", "volumes")) {
            if (volume.at("hostPath").isPresent()) fault(owner, "mounts the host's files");
        }
        for (var container : pod.parts("spec", "containers")) checkContainer(owner, container, volumes);
    }

    private void checkContainer(KubeObject owner, KubeObject container, Set<String> volumes) {
        var security = container.part("securityContext");
        if (!security.is(false, "allowPrivilegeEscalation")) fault(owner, "may gain privileges");
        if (!security.is(true, "readOnlyRootFilesystem")) fault(owner, "may write to its image");
        if (!security.is(List.of("ALL"), "capabilities", "drop")) fault(owner, "keeps capabilities");
        if (security.at("capabilities", "add").isPresent()) fault(owner, "adds capabilities");
        for (String resource : List.of("cpu", "memory")) {
            if (container.at("resources", "requests", resource).isEmpty()) fault(owner, "requests no " + resource);
        }
        if (container.at("resources", "limits", "memory").isEmpty()) fault(owner, "has no memory limit");
        var image = container.text("image");
        if (!image.matches(".+(:(?!latest$)[^:/]+|@sha256:[0-9a-f]{64})")) fault(owner, "floating image " + image);
        if (!PULL_POLICIES.contains(container.text("imagePullPolicy"))) fault(owner, "unknown pull policy");
        for (var mount : container.parts("volumeMounts")) {
            if (!volumes.contains(mount.text("name"))) fault(owner, "mounts no volume: " + mount.text("name"));
        }
        for (var source : container.parts("envFrom")) {
            var map = source.text("configMapRef", "name");
            if (!map.isEmpty() && named("ConfigMap/" + map).isEmpty()) fault(owner, "reads no ConfigMap: " + map);
        }
        var names =
                container.parts("env").stream().map(each -> each.text("name")).toList();
        if (names.size() != Set.copyOf(names).size()) fault(owner, "names an environment variable twice");
        for (var variable : container.parts("env")) {
            if (!(variable.at("value").orElse("") instanceof String))
                fault(owner, variable.text("name") + " is no text");
        }
    }

    private void checkProbes(KubeObject deployment) {
        for (var container : deployment.pod().orElseThrow().parts("spec", "containers")) {
            var ports = container.parts("ports").stream()
                    .map(each -> each.text("name"))
                    .toList();
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                var port = container.text(probe, "httpGet", "port");
                if (!ports.contains(port))
                    fault(deployment, "%s asks no port of its container: %s".formatted(probe, port));
            }
        }
    }

    private void selectsPods(KubeObject object, KubeObject labels) {
        if (labels.content().isEmpty()) fault(object, "selects everything");
        if (pods().noneMatch(pod -> pod.part("metadata", "labels").hasAll(labels))) fault(object, "selects no pod");
    }

    private void declared(KubeObject object, String port) {
        var known = pods().flatMap(pod -> pod.parts("spec", "containers").stream())
                .flatMap(container -> container.parts("ports").stream())
                .flatMap(each -> Stream.of(each.text("name"), each.text("containerPort")));
        if (known.noneMatch(port::equals)) fault(object, "no container has the port " + port);
    }

    private Stream<KubeObject> pods() {
        return objects.stream().flatMap(each -> each.pod().stream());
    }

    private List<KubeObject> named(String title) {
        return objects.stream().filter(each -> each.title().equals(title)).toList();
    }

    private void fault(KubeObject object, String what) {
        faults.add(object.title() + ": " + what);
    }
}
