#!/usr/bin/env bash
# Fetches the jars of Apache Kafka from Maven Central, once a clone: .runtime/kafka/<version>/libs. Needs Java 17 and Maven.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
version=$(sed -n 's:.*<version>\(4\.[0-9.]*\)</version>.*:\1:p' pom.xml | head -n 1)
folder="$PWD/../../../.runtime/kafka/$version"
if compgen -G "$folder/libs/kafka_2.13-$version.jar" >/dev/null; then exit 0; fi
for command in java mvn; do
  command -v "$command" >/dev/null || { echo "kafka: $command is missing (apt-get install openjdk-17-jre-headless maven)" >&2; exit 1; }
done
# Into a folder beside it first, so that what is there is always whole.
fresh="$folder/libs.$$"
trap 'rm -rf "$fresh"' EXIT
mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$fresh"
rm -rf "$folder/libs"
mv "$fresh" "$folder/libs"
