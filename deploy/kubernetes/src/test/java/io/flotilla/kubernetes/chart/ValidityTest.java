package io.flotilla.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rendered object is valid by three checkers, and the checkers find what they are there for.
class ValidityTest {
    private static final String RENDERED = Chart.render("production", Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"base", "small", "production"})
    void everyObjectIsValidAndFitsTheOthers(String values) {
        assertThat(faults(Chart.render(values, Map.of()))).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "readinessProbe: | readinessProb:",
                "allowPrivilegeEscalation | allowPrivEscalation",
                "containerPort: 8080 | containerPort: many",
                "runAsNonRoot: true | runAsNonRoot: perhaps",
                "runAsNonRoot: true | runAsNonRoot: false",
                "readOnlyRootFilesystem: true | readOnlyRootFilesystem: [true]",
                "readOnlyRootFilesystem: true | readOnlyRootFilesystem: false",
                "drop: [ALL] | drop: [NET_RAW]",
                "type: RuntimeDefault | type: Unconfined",
                "autoscaling/v2 | autoscaling/v2beta2",
                "networking.k8s.io/v1 | extensions/v1beta1",
                "cpu: 250m | cpu: 250mm",
                "memory: 2Gi | memory: 2Gigs",
                "imagePullPolicy: IfNotPresent | imagePullPolicy: Sometimes",
                "name: flotilla-worker | name: Flotilla_Worker",
                "name: tmp, mountPath | name: temporary, mountPath",
                "service: {name: flotilla-platform | service: {name: platform",
                "kind: Deployment, name: flotilla-worker | kind: Deployment, name: worker",
                "targetPort: http | targetPort: https",
                "configMapRef: {name: flotilla} | configMapRef: {name: settings}",
                "serviceAccountName: flotilla | serviceAccountName: default",
                "@sha256:0000000000000000000000000000000000000000000000000000000000000000 | :latest",
            })
    void mistakesAreFound(String right, String wrong) {
        assertThat(RENDERED.contains(right)).as("the chart renders: " + right).isTrue();

        assertThat(faults(RENDERED.replace(right, wrong))).isNotEmpty();
    }

    static List<String> faults(String yaml) {
        var objects = KubeObject.parse(yaml);
        var faults = new ArrayList<>(Schemas.faults(objects));
        faults.addAll(HouseRules.faults(objects));
        return faults;
    }
}
