{{/* What Pod Security "restricted" asks of a pod; the image's user is 10001 */}}
{{- define "flotilla.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "flotilla.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Name and password of a database role. Takes a dict: role, secret */}}
{{- define "flotilla.databaseRole" -}}
- name: FLOTILLA_DATABASE_{{ .role }}_USER
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: username}}
- name: FLOTILLA_DATABASE_{{ .role }}_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: password}}
{{- end }}

{{/* Started once everything is up; then alive unless it hangs, ready while its database and Kafka answer */}}
{{- define "flotilla.probes" -}}
startupProbe:
  httpGet: {path: /q/health/started, port: http}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{/* Apart from each other where that is possible. Takes a dict: root, component */}}
{{- define "flotilla.spread" -}}
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "flotilla.selector" $ | nindent 6 }}
{{- end }}
{{- end }}

{{/* Takes a dict: root, component, values */}}
{{- define "flotilla.podMetadata" -}}
labels: {{- include "flotilla.labels" . | nindent 2 }}
annotations:
  flotilla.io/configuration: {{ include (print .root.Template.BasePath "/configmap.yaml") .root | sha256sum }}
  {{- if .root.Values.metrics.annotations }}
  prometheus.io/scrape: "true"
  prometheus.io/port: "8080"
  prometheus.io/path: /q/metrics
  {{- end }}
  {{- with .values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* What a pod of ours says about itself and where it may stand. Takes a dict: root, component, values */}}
{{- define "flotilla.podPlace" -}}
serviceAccountName: {{ .root.Release.Name }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {{- include "flotilla.podSecurity" . | nindent 2 }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints: {{- include "flotilla.spread" . | nindent 2 }}
{{- with .values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
