{{- /* What only services that log in at providers are given. Takes the root. */ -}}
{{- define "mailfold.loginsEnv" -}}
{{ include "mailfold.keyEnv" . }}
{{- with .Values.mail }}
{{- with .allowHosts }}
- { name: MAILFOLD_ALLOW_HOSTS, value: {{ join "," . | quote }} }
{{- end }}
{{- with .allowCleartext }}
- { name: MAILFOLD_ALLOW_CLEARTEXT, value: {{ join "," . | quote }} }
{{- end }}
- { name: MAILFOLD_DISCOVERY, value: {{ .discovery | quote }} }
{{- with .dns }}
- { name: MAILFOLD_DNS, value: {{ join "," . | quote }} }
{{- end }}
{{- end }}
{{- include "mailfold.oauthEnv" . }}
{{- end }}

{{- define "mailfold.keyEnv" -}}
{{- if .Values.kms.key -}}
- { name: MAILFOLD_KMS_KEY, value: {{ .Values.kms.key | quote }} }
{{- else -}}
- name: MAILFOLD_MASTER_KEY
  valueFrom: { secretKeyRef: { name: {{ .Values.secret }}, key: master-key, optional: true } }
{{- end }}
- name: MAILFOLD_MASTER_KEY_PREVIOUS
  valueFrom: { secretKeyRef: { name: {{ .Values.secret }}, key: master-key-previous, optional: true } }
{{- with .Values.kms.previousKey }}
- { name: MAILFOLD_KMS_KEY_PREVIOUS, value: {{ . | quote }} }
{{- end }}
{{- with .Values.kms.region }}
- { name: AWS_REGION, value: {{ . | quote }} }
{{- end }}
{{- end }}

{{- define "mailfold.oauthEnv" -}}
{{- if .Values.oauth.issuers }}
- { name: MAILFOLD_PUBLIC_URL, value: {{ required "publicUrl: say where browsers reach the gateway, as https://…; oauth.issuers needs it" .Values.publicUrl | quote }} }
{{- end }}
{{- with .Values.oauth.returnOrigins }}
- { name: MAILFOLD_OAUTH_RETURN_ORIGINS, value: {{ join "," . | quote }} }
{{- end }}
{{- range $name, $issuer := .Values.oauth.issuers }}
{{- $variable := printf "MAILFOLD_OAUTH_%s" (upper $name) }}
- { name: {{ $variable }}_CLIENT_ID, value: {{ $issuer.clientId | quote }} }
{{- with $issuer.clientSecretKey }}
- { name: {{ $variable }}_CLIENT_SECRET_FILE, value: /oauth/{{ . }} }
{{- end }}
{{- with $issuer.issuer }}
- { name: {{ $variable }}_ISSUER, value: {{ . | quote }} }
{{- end }}
{{- with $issuer.title }}
- { name: {{ $variable }}_TITLE, value: {{ . | quote }} }
{{- end }}
{{- with $issuer.scopes }}
- { name: {{ $variable }}_SCOPES, value: {{ join " " . | quote }} }
{{- end }}
{{- with $issuer.domains }}
- { name: {{ $variable }}_DOMAINS, value: {{ join "," . | quote }} }
{{- end }}
{{- with $issuer.hosts }}
- { name: {{ $variable }}_HOSTS, value: {{ join "," . | quote }} }
{{- end }}
{{- end }}
{{- end }}

{{- /* As a list in JSON: keys of the secret that are secrets of clients. */ -}}
{{- define "mailfold.clientSecrets" -}}
{{- $keys := list }}
{{- range $_, $issuer := .Values.oauth.issuers }}
{{- with $issuer.clientSecretKey }}{{ $keys = append $keys . }}{{ end }}
{{- end }}
{{- $keys | uniq | toJson }}
{{- end }}

{{- define "mailfold.oauthMount" -}}
{{- if include "mailfold.clientSecrets" . | fromJsonArray }}
- { name: oauth, mountPath: /oauth, readOnly: true }
{{- end }}
{{- end }}

{{- define "mailfold.oauthVolume" -}}
{{- with include "mailfold.clientSecrets" . | fromJsonArray }}
- name: oauth
  secret:
    secretName: {{ $.Values.secret }}
    defaultMode: 0440
    items:
      {{- range . }}
      - { key: {{ . }}, path: {{ . }} }
      {{- end }}
{{- end }}
{{- end }}
