{{- define "mailfold.labels" -}}
app.kubernetes.io/name: mailfold
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- /* Pods of one service. Takes root and service. */ -}}
{{- define "mailfold.selector" -}}
{{ include "mailfold.labels" .root }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{- define "mailfold.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "mailfold.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "mailfold.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- /* How Kafka is reached: what the topics job needs, too. */ -}}
{{- define "mailfold.kafkaEnv" -}}
- { name: MAILFOLD_KAFKA_BROKERS, value: {{ required "kafka.brokers: say where Kafka is, as host:port" .Values.kafka.brokers | quote }} }
- { name: MAILFOLD_KAFKA_TLS, value: {{ .Values.kafka.tls | quote }} }
{{- if .Values.kafka.caSecret }}
- { name: MAILFOLD_KAFKA_CA, value: /kafka-ca/ca.crt }
{{- end }}
- { name: MAILFOLD_KAFKA_SASL, value: {{ .Values.kafka.sasl | quote }} }
{{- if ne .Values.kafka.sasl "off" }}
- { name: MAILFOLD_KAFKA_USERNAME, value: {{ .Values.kafka.username | quote }} }
- name: MAILFOLD_KAFKA_PASSWORD
  valueFrom: { secretKeyRef: { name: {{ .Values.secret }}, key: kafka-password } }
{{- end }}
{{- end }}

{{- define "mailfold.kafkaCaMount" -}}
{{- if .Values.kafka.caSecret }}
- { name: kafka-ca, mountPath: /kafka-ca, readOnly: true }
{{- end }}
{{- end }}

{{- define "mailfold.kafkaCaVolume" -}}
{{- if .Values.kafka.caSecret }}
- name: kafka-ca
  secret: { secretName: {{ .Values.kafka.caSecret }}, items: [{ key: ca.crt, path: ca.crt }] }
{{- end }}
{{- end }}

{{- /* Everything but the gateway. Takes root and needs. */ -}}
{{- define "mailfold.env" -}}
{{ include "mailfold.kafkaEnv" .root }}
- name: MAILFOLD_ROWS_URL
  valueFrom: { secretKeyRef: { name: {{ .root.Values.secret }}, key: rows-url } }
{{- if .root.Values.events.ownStore }}
- name: MAILFOLD_EVENTS_URL
  valueFrom: { secretKeyRef: { name: {{ .root.Values.secret }}, key: events-url } }
{{- end }}
{{- if has "blobs" .needs }}
- { name: MAILFOLD_BLOBS, value: /blobs }
{{- end }}
{{- end }}

{{- /* The gateway: where each of the others is. */ -}}
{{- define "mailfold.upstreams" -}}
{{- range $name, $_ := omit .Values.services "gateway" }}
- name: MAILFOLD_UPSTREAM_{{ $name | upper | replace "-" "_" }}
  value: http://{{ $.Release.Name }}-{{ $name }}:8080
{{- end }}
{{- end }}
